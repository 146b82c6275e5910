import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import history from '@material-symbols/svg-400/outlined/history.svg';
import shield from '@material-symbols/svg-400/outlined/shield.svg';
import vitalSigns from '@material-symbols/svg-400/outlined/vital_signs.svg';
import { Brand } from '../../../core/shell/parts/brand';
import { LanguageSwitch } from '../../../core/shell/parts/language-switch';
import { SkipLink } from '../../../core/shell/parts/skip-link';
import { ThemeSwitch } from '../../../core/shell/parts/theme-switch';
import { Icon } from '../../../shared/components/icon/icon';
import { addIcons } from '../../../shared/components/icon/icons';
import { SignInCard } from '../../../shared/components/sign-in-card/sign-in-card';
import { WatchLines } from './parts/watch-lines';

addIcons({ history, shield, 'vital-signs': vitalSigns });

/** The door of the desk: what this place is on one side, the form on the other. */
@Component({
  selector: 'app-admin-sign-in-page',
  imports: [Brand, Icon, LanguageSwitch, SignInCard, SkipLink, ThemeSwitch, TranslocoPipe, WatchLines],
  templateUrl: './admin-sign-in-page.html',
  styleUrl: './admin-sign-in-page.css',
})
export default class AdminSignInPage {
  protected readonly points = [
    { icon: 'vital-signs', key: 'adminSignIn.points.live' },
    { icon: 'shield', key: 'adminSignIn.points.rules' },
    { icon: 'history', key: 'adminSignIn.points.recorded' },
  ] as const;
}
