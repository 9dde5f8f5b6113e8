/** The look of the page, light, dark and printed, with the colours of the site. It fetches nothing: the typefaces are those of the reader. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#14232b;--soft:#46565e;--paper:#fbfbf8;--raised:#fff;--line:#d3d9d7;--accent:#0b5a62;--wash:#e0efee;--warning:#7a4b00;--warning-wash:#fdf0d5;--reference:#7b8a90}
@media (prefers-color-scheme:dark){:root{--ink:#e9f0f1;--soft:#abbcc2;--paper:#0f191e;--raised:#16232a;--line:#2a3a42;--accent:#79cdcb;--wash:#143539;--warning:#f0c274;--warning-wash:#352709;--reference:#7d9099}}
*{box-sizing:border-box}
body{margin:0 auto;padding:16px 24px 64px;max-width:62rem;background:var(--paper);color:var(--ink);font:1rem/1.55 "Source Serif 4","Source Serif Pro",Georgia,serif}
h1,h2,h3,h4,h5,caption,figcaption,th,nav,.surtitre,.soustitre,.source,.titre,.mention,.legende,.cles{font-family:"Atkinson Hyperlegible Next",system-ui,sans-serif}
h1{font-size:2.1rem;line-height:1.15;margin:0 0 8px;color:var(--accent)}
h2{font-size:1.6rem;line-height:1.25;margin:48px 0 12px;color:var(--accent)}
h3{font-size:1.3rem;margin:32px 0 8px;color:var(--accent)}
h4,h5{font-size:1.1rem;margin:24px 0 8px}
body{overflow-wrap:anywhere}
p,ul,ol{max-width:70ch;margin:0 0 12px}
a{color:var(--accent)}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.evitement{position:absolute;inset-inline-start:-999px}
.evitement:focus{position:static}
.mention{background:var(--warning-wash);color:var(--warning);font-weight:700;padding:4px 12px;max-width:none}
.surtitre,.soustitre{color:var(--soft);font-size:1.1rem}
.source{color:var(--soft);font-size:.875rem}
nav{border-block:1px solid var(--line);margin:24px 0;padding:12px 0}
nav ol,.origines{list-style:none;padding:0;margin:0}
nav .titre{font-weight:700;margin:0 0 8px}
nav a{display:inline-block;padding:4px 0;text-decoration:none}
nav a:hover{text-decoration:underline}
.n1{font-weight:700}.n2{padding-inline-start:20px}.n3{padding-inline-start:40px;font-size:.9375rem}
.chiffre{color:inherit;text-decoration:underline dotted var(--reference);text-underline-offset:.2em;white-space:nowrap}
.chiffre:hover{text-decoration:underline solid var(--accent)}
th,td{overflow-wrap:normal}
td .chiffre,dd .chiffre,th .chiffre{text-decoration:none;white-space:normal}
.defile{overflow-x:auto}
.tableau,.carte,.encadre,.revoir,.cles{margin:24px 0;max-width:none}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.35;border-block:2px solid var(--accent)}
caption,figcaption{text-align:start;font-weight:700;padding:0 0 8px}
th,td{padding:6px 8px;text-align:start;vertical-align:top;border-block-end:1px solid var(--line)}
thead th,thead td{background:var(--wash);border-block-end:2px solid var(--accent);vertical-align:bottom}
tbody th{font-weight:400;font-family:inherit}
tfoot th,tfoot td{font-weight:700;border-block-start:2px solid var(--accent)}
.nombre{text-align:end;font-variant-numeric:tabular-nums}
.graphique .trait{width:45%;vertical-align:middle}
.barre{display:block;block-size:.9rem;background:var(--accent);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.barre.repere{background:var(--reference)}
.carte{margin-inline:0}
.reponse{font-size:1.125rem}
.dessin{border:1px solid var(--line);background:#fbfbf8;margin:8px 0 16px}
.dessin svg{display:block;width:100%;height:auto;max-height:85vh}
.legende{font-size:.875rem;max-width:44rem;margin-block-end:12px}
.legende th,.legende td{vertical-align:middle}
.couleur{display:inline-block;vertical-align:middle;inline-size:24px;block-size:16px;margin-inline-end:10px;border:1px solid var(--reference);background:var(--c,#fff);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.couleur.grande{inline-size:100%;min-inline-size:40px;block-size:28px;margin:0}
.couleur.rond{border-radius:50%;inline-size:var(--d);block-size:var(--d)}
.couleur.hachures{background-image:repeating-linear-gradient(45deg,#14232b 0 1.5px,transparent 1.5px 5px)}
.cles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:16px;padding:16px;background:var(--wash)}
.cles div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.cles dd{margin:0;font-size:1.6rem;font-weight:700;color:var(--accent);line-height:1.2}
.encadre,.revoir{border-inline-start:4px solid var(--accent);background:var(--wash);padding:12px 16px}
.encadre .titre{font-weight:700;color:var(--accent)}
.encadre.alerte,.revoir{border-color:var(--warning);background:var(--warning-wash)}
.encadre.alerte .titre,.pourquoi{color:var(--warning)}
.encadre>:last-child,.revoir>:last-child{margin-block-end:0}
.pourquoi{margin-block-end:4px}
.origines li{border-block-start:1px solid var(--line);padding:12px 8px}
.origines li:target{background:var(--wash)}
.origines p{margin-block-end:4px}
.origines dl{margin:0;font-size:.9375rem}
.origines dl div{display:flex;gap:0 8px;flex-wrap:wrap}
.origines dt{color:var(--soft);min-inline-size:9rem}
.origines dd{margin:0;flex:1 1 16rem}
@media print{
:root{--ink:#000;--soft:#333;--paper:#fff;--raised:#fff;--line:#bbb;--accent:#0b5a62;--wash:#eef5f4;--warning:#7a4b00;--warning-wash:#fdf0d5;--reference:#7b8a90}
body{max-width:none;padding:0;font-size:10.5pt}
.evitement{display:none}
a{text-decoration:none}
nav{break-after:page}
h2,h3,h4,h5,figcaption,caption,.reponse,.titre{break-after:avoid}
figure,tr,.encadre,.cles,.origines li{break-inside:avoid}
thead{display:table-header-group}
.defile{overflow:visible}
.dessin svg{max-height:14cm}
.saut{break-before:page}
@page{margin:18mm}
}
`.trim();
