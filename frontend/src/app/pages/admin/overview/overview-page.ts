import { Component } from '@angular/core';

@Component({
  selector: 'app-overview-page',
  template: '<h1 tabindex="-1">Overview</h1>',
})
export default class OverviewPage {}
