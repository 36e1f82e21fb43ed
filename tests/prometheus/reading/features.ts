import type { SourceTool } from '../../../src/core/slo/slo';
import { mixinDays, mixinFactors, type pyrras, type sloths, type grafanas, type exported } from './recorded';
import {
  generatorDocuments as generator,
  grafanaDocument,
  openSloDocuments as openSlo,
  pyrraDocuments as pyrra,
  slothDocuments as sloth,
} from './documents';
import {
  budget,
  type Discovered,
  documentCalendar,
  documentComposite,
  documentLinks,
  documentObjective,
  documentPairs,
  documentRaw,
  documentSli,
  documentUnread,
  documentWindows,
  formats,
  found,
  groups,
  recordedLinks,
  recordedNumber,
  recordedObjective,
  recordedPairs,
  recordedSli,
  recordedWindows,
  toldByRules,
} from './words';

/** What every tool has recorded, as it was discovered. */
export interface Recorded {
  sloth: Record<keyof typeof sloths, Discovered>;
  pyrra: Record<keyof typeof pyrras, Discovered>;
  grafana: Record<keyof typeof grafanas, Discovered>;
  generator: Record<keyof typeof exported, Discovered>;
  mixin: Discovered;
  /** What is counted of documents that stand alone. */
  documents: Record<'openSlo' | 'slothGrouped' | 'pyrraGrouped', Pick<Discovered, 'rows'>>;
}

export interface Feature {
  name: string;
  /** By tool; none where the tool cannot express it. */
  cells: Partial<Record<SourceTool, string>>;
}

/** `–` for the side that the tool has nothing of. */
const sides = (document: string | null, recorded: string | null) => `${document ?? '–'} / ${recorded ?? '–'}`;

const day = 86_400;
const workbook = [14.4, 6, 3, 1];
const pyrraFactors = [14, 7, 2, 1];
const weekFactors = [13.44, 3.5, 1.4, 0.98];

/** Every feature of reading, with what is read of it in each tool. */
export function features({ sloth: sloths, pyrra: pyrras, grafana, generator: generated, mixin, documents }: Recorded) {
  const unread = documentUnread(grafanaDocument);
  const all: Feature[] = [
    {
      name: 'Documents',
      cells: {
        sloth: formats({ 'prometheus/v1': sloth.file, 'sloth.slok.dev/v1': sloth.kubernetes }),
        pyrra: formats({ 'pyrra.dev/v1alpha1': pyrra.file }),
        'grafana-slo': formats({ 'slo.ext.grafana.app/v1alpha1': grafanaDocument }),
        'slo-generator': formats({ 'sre.google.com/v2': generator.file }),
        openslo: formats({
          'openslo/v1': openSlo.file,
          'openslo/v1alpha': openSlo.alpha,
          'openslo.com/v2alpha': openSlo.alpha2,
        }),
      },
    },
    {
      name: 'Recorded series, without configuration',
      cells: {
        sloth: found([sloths.ratio]),
        pyrra: found([pyrras.ratio, pyrras.generic]),
        'grafana-slo': found([grafana.ratio]),
        'slo-generator': found([generated.ratio]),
        'kubernetes-mixin': found([mixin]),
      },
    },
    {
      name: 'SLI: ratio of events',
      cells: {
        sloth: sides(documentSli(sloth.ratio), recordedSli(sloths.ratio)),
        pyrra: sides(documentSli(pyrra.ratio), recordedSli(pyrras.ratio, pyrras.generic)),
        'grafana-slo': sides(unread, recordedSli(grafana.ratio)),
        'slo-generator': sides(documentSli(generator.ratio), recordedSli(generated.ratio)),
        openslo: sides(documentSli(openSlo.ratio), null),
        'kubernetes-mixin': sides(null, recordedSli(mixin)),
      },
    },
    {
      name: 'SLI: a ratio as such',
      cells: {
        sloth: sides(documentRaw(sloth.rawOfEvents, sloth.raw), recordedSli(sloths.raw)),
        'grafana-slo': sides(unread, recordedSli(grafana.raw)),
        'slo-generator': sides(documentRaw(generator.rawOfEvents, generator.raw), recordedNumber(generated.ratio)),
        openslo: sides(documentRaw(openSlo.rawOfEvents, openSlo.raw), null),
      },
    },
    {
      name: 'SLI: latency threshold, classic histogram',
      cells: {
        sloth: sides(documentSli(sloth.latency), recordedSli(sloths.latency)),
        pyrra: sides(documentSli(pyrra.latency), recordedSli(pyrras.latency)),
        'grafana-slo': sides(unread, recordedSli(grafana.latency)),
        'slo-generator': sides(documentSli(generator.latency), recordedSli(generated.ratio)),
        openslo: sides(documentSli(openSlo.latency), null),
        'kubernetes-mixin': sides(null, recordedSli(mixin)),
      },
    },
    {
      name: 'SLI: native histogram',
      cells: {
        sloth: sides(documentSli(sloth.native), recordedSli(sloths.native)),
        pyrra: sides(documentSli(pyrra.native), recordedSli(pyrras.native, pyrras.nativeByDefault)),
        'grafana-slo': sides(unread, recordedSli(grafana.native)),
      },
    },
    {
      name: 'SLI: gauge of 0 and 1',
      cells: {
        sloth: sides(documentSli(sloth.raw), recordedSli(sloths.raw)),
        pyrra: sides(documentSli(pyrra.bool), recordedSli(pyrras.bool, pyrras.boolByDefault)),
        'grafana-slo': sides(unread, recordedSli(grafana.raw)),
        'slo-generator': sides(documentSli(generator.raw), recordedNumber(generated.ratio)),
        openslo: sides(documentSli(openSlo.bool), null),
      },
    },
    {
      name: 'Rolling windows',
      cells: {
        sloth: sides(
          documentWindows([
            [sloth.week, 7 * day],
            [sloth.fortnight, 14 * day],
          ]),
          recordedWindows([
            [sloths.ratio, 30 * day],
            [sloths.week, 7 * day],
          ])
        ),
        pyrra: sides(
          documentWindows([
            [pyrra.ratio, 28 * day],
            [pyrra.month, 30 * day],
          ]),
          recordedWindows([
            [pyrras.ratio, 28 * day],
            [pyrras.month, 30 * day],
          ])
        ),
        'grafana-slo': sides(
          unread,
          recordedWindows([
            [grafana.ratio, 28 * day],
            [grafana.fortnight, 14 * day],
          ])
        ),
        'slo-generator': sides(
          documentWindows([[generator.policy, 14 * day]]),
          recordedWindows([
            [generated.ratio, 28 * day],
            [generated.fortnight, 14 * day],
          ])
        ),
        openslo: sides(
          documentWindows([
            [openSlo.ratio, 28 * day],
            [openSlo.month, 30 * day],
          ]),
          null
        ),
        'kubernetes-mixin': sides(null, recordedWindows([[mixin, mixinDays * day]])),
      },
    },
    { name: 'Calendar windows', cells: { openslo: documentCalendar(openSlo.calendar, 'Europe/Berlin') } },
    {
      name: 'Alert pairs of the tool',
      cells: {
        sloth: sides(documentPairs(sloth.ratio, workbook), recordedPairs(sloths.ratio, workbook)),
        pyrra: sides(documentPairs(pyrra.ratio, pyrraFactors), recordedPairs(pyrras.ratio, pyrraFactors)),
        'grafana-slo': sides(unread, recordedPairs(grafana.ratio, workbook)),
        'slo-generator': sides(null, recordedPairs(generated.ratio, [9, 3, 1.5, 1])),
        'kubernetes-mixin': sides(null, recordedPairs(mixin, mixinFactors)),
      },
    },
    {
      name: "Alert windows of one's own",
      cells: {
        sloth: sides(documentPairs(sloth.week, weekFactors), recordedPairs(sloths.week, weekFactors)),
        'slo-generator': sides(documentPairs(generator.policy, [5, 1.2]), recordedPairs(generated.fortnight, [5, 1.2])),
        openslo: sides(documentPairs(openSlo.alertPolicy, [10]), null),
        'kubernetes-mixin': sides(null, recordedPairs(mixin, mixinFactors)),
      },
    },
    {
      name: 'Grouping by labels',
      cells: {
        sloth: sides(groups(documents.slothGrouped, 2), groups(sloths.grouped, 2)),
        pyrra: sides(groups(documents.pyrraGrouped, 2), groups(pyrras.grouped, 2)),
        'grafana-slo': sides(unread, groups(grafana.grouped, 2)),
        'kubernetes-mixin': sides(null, groups(mixin, 3)),
      },
    },
    { name: 'Composite', cells: { openslo: documentComposite(openSlo.composite, 2) } },
    { name: 'Time slices', cells: { openslo: documentSli(openSlo.slices) } },
    {
      name: 'Objective',
      cells: {
        sloth: sides(documentObjective(sloth.ratio, 0.99), recordedObjective([sloths.ratio], 0.99)),
        pyrra: sides(
          documentObjective(pyrra.ratio, 0.99),
          recordedObjective([pyrras.generic, pyrras.ratio, pyrras.grouped], 0.99)
        ),
        'grafana-slo': sides(unread, recordedObjective([grafana.ratio], 0.99)),
        'slo-generator': sides(documentObjective(generator.ratio, 0.99), recordedObjective([generated.ratio], 0.99)),
        openslo: sides(documentObjective(openSlo.ratio, 0.99), null),
        'kubernetes-mixin': sides(null, recordedObjective([mixin], 0.99)),
      },
    },
    {
      name: 'Error budget remaining',
      cells: {
        sloth: budget(sloths.ratio),
        pyrra: budget(pyrras.ratio),
        'grafana-slo': budget(grafana.ratio),
        'slo-generator': budget(generated.ratio),
        openslo: budget(documents.openSlo),
        'kubernetes-mixin': budget(mixin),
      },
    },
    {
      name: 'Annotations: runbook and other links',
      cells: {
        sloth: sides(documentLinks(sloth.ratio), recordedLinks(sloths.ratio)),
        pyrra: sides(documentLinks(pyrra.ratio), recordedLinks(pyrras.ratio)),
        'grafana-slo': sides(unread, recordedLinks(grafana.ratio)),
        openslo: sides(documentLinks(openSlo.ratio), null),
        'kubernetes-mixin': sides(null, recordedLinks(mixin)),
      },
    },
    {
      name: 'Low traffic: corrected numerator, fewest failures',
      cells: {
        sloth: recordedSli(sloths.corrected),
        'grafana-slo': unread,
      },
    },
    {
      name: 'Told by rules only',
      cells: {
        sloth: toldByRules([sloths.ratio, sloths.week]),
        pyrra: toldByRules([pyrras.ratio, pyrras.generic]),
        'grafana-slo': toldByRules([grafana.ratio]),
        'kubernetes-mixin': toldByRules([mixin]),
      },
    },
  ];
  return all;
}
