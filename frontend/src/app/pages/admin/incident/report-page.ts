import { Component } from '@angular/core';

@Component({ selector: 'app-report-page', template: '<h1 tabindex="-1">…</h1>' })
export default class ReportPage {}
