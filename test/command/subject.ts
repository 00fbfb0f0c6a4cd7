export * from '../../scripts/command/arguments.ts';
export * from '../../scripts/command/progress.ts';
