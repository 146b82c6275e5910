import { Component } from '@angular/core';

@Component({
  selector: 'app-blocked-ips-page',
  template: '<h1 tabindex="-1">Blocked addresses</h1>',
})
export default class BlockedIpsPage {}
