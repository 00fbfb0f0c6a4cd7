#!/usr/bin/env node
// baogao COMMAND …: the commands of this folder, compiled when they have changed.
import { compiled } from './compile.mjs';

const commands = ['build', 'check', 'doctor', 'bench', 'schema', 'explain'];
const command = process.argv[2];
if (!commands.includes(command)) {
  const english = /--lang[= ]en/.test(process.argv.join(' ')) || process.env.BAOGAO_LANG === 'en';
  const text = english
    ? `usage: baogao COMMAND [options]\ncommands: ${commands.join(' ')}\neach explains itself: baogao COMMAND --help`
    : `用法：baogao 命令 [选项]\n命令：${commands.join(' ')}\n每个命令的说明：baogao 命令 --help`;
  const asked = command === undefined || command === '--help' || command === 'help';
  (asked ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(asked ? 0 : 2);
}
process.argv.splice(2, 1);
await import(await compiled(commands, command));
