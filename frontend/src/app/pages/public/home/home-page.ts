import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import block from '@material-symbols/svg-400/outlined/block.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import quiz from '@material-symbols/svg-400/outlined/quiz.svg';
import shield from '@material-symbols/svg-400/outlined/shield.svg';
import timer from '@material-symbols/svg-400/outlined/timer.svg';
import verifiedUser from '@material-symbols/svg-400/outlined/verified_user.svg';
import vitalSigns from '@material-symbols/svg-400/outlined/vital_signs.svg';
import workspacePremium from '@material-symbols/svg-400/outlined/workspace_premium.svg';
import { AuthService } from '../../../core/services/auth';
import { Icon } from '../../../shared/components/icon/icon';
import { addIcons } from '../../../shared/components/icon/icons';
import { DeskPicture } from './parts/desk-picture';

addIcons({
  block,
  edit,
  quiz,
  shield,
  timer,
  'verified-user': verifiedUser,
  'vital-signs': vitalSigns,
  'workspace-premium': workspacePremium,
});

/** The front page: what Classy Book is, what is there today, and the way in. */
@Component({
  selector: 'app-home-page',
  imports: [DeskPicture, Icon, RouterLink, TranslocoPipe],
  templateUrl: './home-page.html',
  styleUrl: './home-page.css',
})
export default class HomePage {
  protected readonly auth = inject(AuthService);
  protected readonly features = [
    { icon: 'vital-signs', key: 'live' },
    { icon: 'timer', key: 'rules' },
    { icon: 'block', key: 'stop' },
    { icon: 'verified-user', key: 'recorded' },
  ] as const;
  protected readonly learning = [
    { icon: 'edit', key: 'write' },
    { icon: 'check-circle', key: 'progress' },
    { icon: 'quiz', key: 'quizzes' },
    { icon: 'workspace-premium', key: 'certificates' },
  ] as const;
  protected readonly facts = ['host', 'open', 'people'] as const;
}
