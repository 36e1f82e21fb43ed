import { t } from '@grafana/i18n';
import type { Problem } from '../core/slo/slo';
import { formatDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';
import { calendarWords } from './periodWords';

/** What a document says otherwise than the rules, whose numbers are shown. */
export function disagreementWords(problem: Extract<Problem, { kind: 'documentDisagrees' }>): string {
  switch (problem.about) {
    case 'calendar':
      return t(
        'slo.problem.document-calendar',
        'its document says a calendar window ({{document}}, {{zone}}), its rules the last {{recorded}}; the rules count here, since the alerts use them',
        {
          ...PLAIN_TEXT,
          document: calendarWords(problem.document),
          zone: problem.document.zone,
          recorded: formatDuration(problem.recorded),
        }
      );
    case 'objective':
      return t(
        'slo.problem.document-objective',
        'its document says objective {{document}}, its rules {{recorded}}; the rules count here, since the alerts use them',
        { ...PLAIN_TEXT, ...problem }
      );
    case 'window':
      return t(
        'slo.problem.document-window',
        'its document says a window of {{document}}, its rules {{recorded}}; the rules count here, since the alerts use them',
        { ...PLAIN_TEXT, document: formatDuration(problem.document), recorded: formatDuration(problem.recorded) }
      );
  }
}
