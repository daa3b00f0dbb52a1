/** The page's drawings, all our own. */
const paths = {
  attach: 'M12 5v14M5 12h14',
  send: 'M4 12l16-8-6 8 6 8z',
} as const;

export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class="icon">
    <path d={paths[name]} />
  </svg>
);

/** Two leaves, not the programme's logo. */
export const Leaf = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true" class="leaf">
    <path d="M16 29V15" />
    <path class="fill" d="M16 20C8 20 4 15 4 8c8 0 12 4 12 12z" />
    <path class="fill light" d="M16 16c0-7 4-11 12-12 0 8-4 12-12 12z" />
  </svg>
);
