/** Made-up cases by chance, the same in every run, so that a red run can be run again; `CHANCE=7` tries others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.CHANCE ?? 20_261_121) });

export { fc };
