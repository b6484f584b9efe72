/** One sheet for the audit's pages: paper, phone, light and dark. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--ground:#f3f5f8;--ink:#1b2330;--muted:#5b6675;--line:#d5dbe3;
--s1:#1f5fae;--s2:#2e9e8f;--s3:#d68a1c;--s4:#8456b8;--s5:#c2506b;--s6:#7a8794;
--ok:#1d7a46;--okbg:#e8f5ee;--warn:#9a5b00;--warnbg:#fdf3e0;--bad:#b3261e;--badbg:#fdecea}
@media (prefers-color-scheme:dark){:root{--paper:#171d26;--ground:#0f141b;--ink:#e8edf4;--muted:#a2aebd;--line:#354151;
--s1:#79acf2;--s2:#5fcdbd;--s3:#f0b455;--s4:#bb98e8;--s5:#ee8fa6;--s6:#93a1b0;
--ok:#6fd39b;--okbg:#14301f;--warn:#f3bd62;--warnbg:#33260c;--bad:#ff8e85;--badbg:#3a1714}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);line-height:1.65;
font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:8px 20px 48px}
body>input{position:absolute;opacity:0;pointer-events:none}
nav{max-width:860px;margin:0 auto;padding:14px 20px 0;text-align:right;font-size:14px}
nav label{display:inline-block;padding:3px 12px;border:1px solid var(--line);cursor:pointer;color:var(--muted);background:var(--paper)}
nav label:first-child{border-radius:14px 0 0 14px}nav label:last-child{border-radius:0 14px 14px 0;border-left:0}
#to-zh:checked~nav label:first-child,#to-en:checked~nav label:last-child{background:var(--s1);color:var(--paper);border-color:var(--s1)}
#to-zh:focus-visible~nav label:first-child,#to-en:focus-visible~nav label:last-child{outline:3px solid var(--s3)}
#to-zh:checked~main .en,#to-en:checked~main .zh{display:none}
h1{font-size:26px;line-height:1.3;margin:6px 0 4px}
h2{font-size:18px;margin:0 0 10px}
h3{font-size:15px;margin:16px 0 4px}
p{margin:6px 0}
.about,.note,figcaption{color:var(--muted);font-size:14px}
section,.verdict{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:14px 0}
.verdict{border-left:6px solid var(--ok);background:var(--okbg)}
.verdict.warn{border-left-color:var(--warn);background:var(--warnbg)}
.verdict.bad{border-left-color:var(--bad);background:var(--badbg)}
.verdict p:first-child{font-size:20px;font-weight:650;line-height:1.5;margin:0 0 6px}
.tiles{display:grid;grid-template-columns:1fr 1.35fr 1fr 1fr;gap:12px;margin:14px 0}
.tile{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:12px 14px}
.tile b{display:block;font-size:24px;line-height:1.25;font-variant-numeric:tabular-nums}
.tile i{font-style:normal}.tile b{white-space:nowrap}.tile span{font-size:13px;color:var(--muted)}
.ok{color:var(--ok)}.warntext{color:var(--warn)}.badtext{color:var(--bad)}
figure{margin:6px 0 12px}
figure svg{display:block;width:100%;height:auto}
.narrow{display:none}
.scroll{overflow-x:auto}.head{display:none}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:4px 0}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;font-weight:400}
th:first-child{text-align:left}th code{white-space:nowrap}figcaption{margin-top:6px}
td.words,th.words{text-align:left}
thead th{color:var(--muted);font-size:13px;border-bottom-color:var(--muted)}
code,.hash{font-family:ui-monospace,"SFMono-Regular",Consolas,"Liberation Mono",monospace;font-size:12.5px;overflow-wrap:anywhere}
details{margin:6px 0}.numbers{float:right;margin:6px 0 0 12px}.numbers[open]{float:none}summary{cursor:pointer;color:var(--s1);font-size:14px}
.ids{columns:3 180px;font-size:12.5px;padding-left:18px;margin:6px 0}
.remedy{border-left:3px solid var(--s2);padding-left:10px;margin:4px 0 10px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:10px 12px;font-size:12.5px}
@media (max-width:640px){main{padding:4px 12px 32px}nav{padding:10px 12px 0}section,.verdict{padding:14px}
.tiles{grid-template-columns:1fr 1fr;gap:8px}.tile b{font-size:20px}h1{font-size:22px}.verdict p:first-child{font-size:18px}
th,td{white-space:nowrap;padding-right:14px}
.many thead{display:none}.many,.many tbody,.many tr,.many th,.many td{display:block;width:100%}.many tr{padding:8px 0;border-bottom:1px solid var(--line)}
.many th,.many td{border:0;padding:2px 0;white-space:normal}.many th{font-weight:650}.many td{display:flex;justify-content:space-between;gap:12px}
.many .head{display:block;color:var(--muted);text-align:left}.many td span:empty{min-width:1px}
.broad{display:none}.narrow{display:block}}
@media print{@page{size:A4;margin:14mm}
:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--muted:#444;--line:#bbb;--s1:#1f5fae;--s2:#2e9e8f;--s3:#d68a1c;
--s4:#8456b8;--s5:#c2506b;--s6:#7a8794;--ok:#1d7a46;--okbg:#fff;--warn:#9a5b00;--warnbg:#fff;--bad:#b3261e;--badbg:#fff}
nav,details{display:none}main{max-width:none;padding:0}body{font-size:12px}.broad{display:block}.narrow{display:none}
section,.verdict,.tile,figure,tr{break-inside:avoid}section{border-radius:0;padding:10px 12px;margin:8px 0}.tiles{grid-template-columns:repeat(4,1fr)}}
`.replaceAll('\n', '');
