import { DockerfileParser, type Instruction, type ModifiableInstruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

/** A stage of a Dockerfile: what it starts from, and what it does. */
interface Stage {
  name: string | undefined;
  base: string;
  instructions: Instruction[];
}

const VARIABLE = /^\$\{(\w+)\}$/;

/**
 * What a Dockerfile does that ours should not, one sentence each.
 *
 * @param included whether a path of the repository is there, and gets into a build
 */
export function problemsOf(text: string, included: (path: string) => boolean): string[] {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const firstFrom = instructions.findIndex((instruction) => instruction.getKeyword() === 'FROM');
  const images = argumentsOf(instructions.slice(0, firstFrom));
  const stages = stagesOf(instructions.slice(firstFrom));
  return [
    ...validate(text).map(({ message, range }) => `${message} (line ${range.start.line + 1})`),
    ...bases(stages, images),
    ...copies(stages, included),
    ...wholeFile(text, instructions),
    ...runtime(stages),
  ];
}

function argumentsOf(instructions: readonly Instruction[]): Map<string, string> {
  const pairs = instructions
    .filter((instruction) => instruction.getKeyword() === 'ARG')
    .map((instruction) => instruction.getArgumentsContent()!.split(/=(.*)/s, 2) as [string, string | undefined]);
  return new Map(pairs.map(([name, value]) => [name, value ?? '']));
}

function stagesOf(instructions: readonly Instruction[]): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (instruction.getKeyword() === 'FROM') {
      const [base, , name] = instruction.getArguments().map(String);
      stages.push({ name, base: base!, instructions: [] });
    } else {
      stages.at(-1)!.instructions.push(instruction);
    }
  }
  return stages;
}

/** Every image can be replaced and says which one it is. */
function bases(stages: readonly Stage[], images: ReadonlyMap<string, string>): string[] {
  return stages.flatMap(({ base }, index) => {
    const earlier = stages.slice(0, index).map(({ name }) => name);
    if (base === 'scratch' || earlier.includes(base)) {
      return [];
    }
    const variable = VARIABLE.exec(base)?.[1];
    const image = variable === undefined ? undefined : images.get(variable);
    if (image === undefined) {
      return [`FROM ${base} is no argument`];
    }
    const isPinned = earlier.includes(image) || (/[:@][^/]+$/.test(image) && !/:latest\b/.test(image));
    return isPinned ? [] : [`${variable}=${image} says no version`];
  });
}

/** What is copied is there. */
function copies(stages: readonly Stage[], included: (path: string) => boolean): string[] {
  return stages.flatMap(({ instructions }, index) => {
    const earlier = stages.slice(0, index).map(({ name }) => name);
    return instructions
      .filter((instruction) => ['ADD', 'COPY'].includes(instruction.getKeyword()))
      .flatMap((instruction) => {
        const from = flag(instruction, 'from');
        if (from !== undefined) {
          return earlier.includes(from) ? [] : [`COPY --from=${from} is no stage above`];
        }
        const sources = instruction.getArguments().map(String).slice(0, -1);
        return sources.filter((source) => !included(source)).map((source) => `${source} does not get into the build`);
      });
  });
}

function flag(instruction: Instruction, name: string): string | undefined {
  const flags = (instruction as ModifiableInstruction).getFlags();
  return flags.find((candidate) => candidate.getName() === name)?.getValue() ?? undefined;
}

/** Nothing is fetched behind the back of whoever builds, and the engines that Debian has can build it. */
function wholeFile(text: string, instructions: readonly Instruction[]): string[] {
  const problems = instructions.flatMap((instruction) => {
    const words = instruction.toString();
    return [
      ...(instruction.getKeyword() === 'ADD' && /\s(https?|git):|\sgit@/.test(words) ? [`${words} fetches`] : []),
      ...(/^(ADD|COPY)\b.*\s--link\b|<<-?["']?[A-Z]/.test(words) ? [`${words} needs a newer engine`] : []),
    ];
  });
  return /^#\s*syntax\s*=/im.test(text) ? [...problems, 'The syntax line fetches a frontend'] : problems;
}

/** What is run in the end does not run as root and can be asked for its health. */
function runtime(stages: readonly Stage[]): string[] {
  const own: Instruction[] = [];
  for (let stage = stages.at(-1); stage; stage = stages.find(({ name }) => name === stage!.base)) {
    own.unshift(...stage.instructions);
  }
  const last = (keyword: string) => own.filter((instruction) => instruction.getKeyword() === keyword).at(-1);
  const user = last('USER')?.getArgumentsContent() ?? '';
  const health = last('HEALTHCHECK')?.getArgumentsContent() ?? 'NONE';
  return [
    ...(/^[1-9]\d*(:\d+)?$/.test(user) ? [] : [`USER ${user} is root, or no number that an orchestrator could check`]),
    ...(health === 'NONE' ? ['There is no HEALTHCHECK'] : []),
    ...(last('ENTRYPOINT')?.getArgumentsContent()?.startsWith('[') ? [] : ['A shell stands before the ENTRYPOINT']),
  ];
}
