import { createHash } from 'node:crypto';

/** The look of the page, light and dark. It comes inside the page, and the browser takes it because it knows its hash. */
export const style = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--text:#1b2430;--dim:#52606f;--line:#d3d9e0;--edge:#6b7a8a;--now:#0b5cad;--ok:#14663a;--bad:#a51d1d;--soft:#e8f1fb;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#12171d;--card:#1b222b;--text:#e8edf2;--dim:#a9b6c3;--line:#36424f;--edge:#8494a5;--now:#7db8f5;--ok:#7fd3a3;--bad:#ff9d94;--soft:#1a2f45;--on:#0d1620}}
*{box-sizing:border-box;unicode-bidi:plaintext}
body{margin:0;background:var(--bg);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main,footer{max-width:42rem;margin:auto;padding:1.25rem 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.1rem;margin:0 0 .5rem}
h3{font-size:1rem;margin:0 0 .25rem}
p{margin:0 0 .5rem}
.no,.dim,footer{color:var(--dim)}
.no{margin:0}
section,.note{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem;margin:0 0 1rem}
.note{background:var(--soft);border-color:var(--now)}
.bad{color:var(--bad);font-weight:600}
ol,ul{list-style:none;margin:0;padding:0}
ol li{position:relative;padding:0 0 1rem 2rem}
ol li:last-child,ul li:last-child{padding-bottom:0}
ol li::before{content:"";position:absolute;left:.25rem;top:.3rem;width:1rem;height:1rem;border-radius:50%;border:2px solid var(--edge);background:var(--card);z-index:1}
ol li:not(:last-child)::after{content:"";position:absolute;left:calc(.75rem - 1px);top:1.2rem;bottom:-.4rem;width:2px;background:var(--line)}
ol .done::before{background:var(--ok);border-color:var(--ok)}
ol .now::before{border-color:var(--now);box-shadow:inset 0 0 0 3px var(--card);background:var(--now)}
ol .now b{color:var(--now)}
li small{display:block;color:var(--dim);font-size:.9rem}
section>:last-child{margin-bottom:0}
ul li{padding:0 0 .75rem}
dl{margin:0}dt{color:var(--dim)}dd{margin:0 0 .6rem}
.kept{color:var(--ok)}
form+form{border-top:1px solid var(--line);margin-top:1.25rem;padding-top:1.25rem}
label{display:block;margin:0 0 .35rem}
textarea{display:block;width:100%;min-height:5.5rem;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--edge);border-radius:.4rem;padding:.5rem;margin:0 0 .6rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1rem;border-radius:.4rem;border:1px solid var(--now);background:var(--now);color:var(--on);cursor:pointer}
a{color:var(--now)}
footer{padding-top:0;font-size:.9rem}
footer a{display:inline-block;padding:.4rem .6rem .4rem 0}
:focus-visible{outline:3px solid var(--now);outline-offset:2px}
`;

/** What the page may do: show itself with this one style, and send its forms back to where it came from. */
export const trackerPolicy = (isSecure: boolean): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
