/** Loads `content/registry.yaml`: how provinces head the columns of their registry files, and their words in cells. */
import { z } from 'zod';
import { type RegistryLanguage, registryColumns } from '../core/certificate-row.ts';
import { type ProducerType, producerTypes } from '../core/model.ts';
import type { ProductSetData } from '../core/product-set-table.ts';
import { fold } from '../core/vietnamese.ts';
import { readYaml } from './yaml-file.ts';

const words = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  columns: z.record(
    z.enum(registryColumns),
    z.strictObject({ headers: words, within: words.optional(), required: z.boolean().optional() }),
  ),
  producer_types: z.partialRecord(z.enum(producerTypes), words),
});

/** Loads and checks the file. @throws ConfigError naming file and line of every fault */
export function loadRegistryLanguage(path: string, sets: Pick<ProductSetData, 'sets'>): RegistryLanguage {
  const { value } = readYaml(path, schema);
  const types = Object.entries(value.producer_types).flatMap(([type, names = []]) =>
    names.map((name) => ({ type: type as ProducerType, key: `${fold(name)} ` })),
  );
  const longestFirst = types.sort((a, b) => b.key.length - a.key.length);
  const setIds = new Map(sets.sets.map(({ id, name }) => [fold(name), id]));
  return {
    columns: value.columns as RegistryLanguage['columns'],
    words: {
      producerType(text) {
        const key = `${fold(text)} `;
        return longestFirst.find((one) => key.startsWith(one.key))?.type ?? null;
      },
      typeName: (type) => value.producer_types[type]?.[0] ?? type,
      productSet: (text) => setIds.get(fold(text)) ?? null,
    },
  };
}
