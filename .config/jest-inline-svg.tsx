import React from 'react';

// Icons are fetched over the network in a browser; unit tests have none.
export default function InlineSvg({ title }: { title?: string }) {
  return <svg role="img">{title ? <title>{title}</title> : null}</svg>;
}
