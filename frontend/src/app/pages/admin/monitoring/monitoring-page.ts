import { Component } from '@angular/core';

@Component({
  selector: 'app-monitoring-page',
  template: '<h1 tabindex="-1">Monitoring</h1>',
})
export default class MonitoringPage {}
