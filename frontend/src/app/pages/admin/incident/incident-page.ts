import { Component } from '@angular/core';

@Component({ selector: 'app-incident-page', template: '<h1 tabindex="-1">…</h1>' })
export default class IncidentPage {}
