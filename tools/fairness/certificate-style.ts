/** One sheet of A4, which a phone can read too. Always light: it is a paper. */
export const certificateStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#e9edf2;color:#16202c;line-height:1.6;font-size:14px;
font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif}
main{background:#fff;max-width:210mm;min-height:270mm;margin:16px auto;padding:11mm 16mm;border-top:5px solid #1f5fae;box-shadow:0 1px 6px #0002}
header{text-align:center;margin-bottom:14px}
h1{font-size:28px;letter-spacing:6px;margin:0}header p{margin:0;color:#5b6675;letter-spacing:.5px}
h2{font-size:15px;margin:0 0 4px}
.statement{font-size:17px;line-height:1.75;margin:10px 0 4px}
.english{color:#5b6675;font-size:12px;font-weight:400}
.rehearsal{text-align:center;color:#b3261e;border:2px solid #b3261e;font-weight:700;padding:2px;margin:0 0 10px}
.boxes{display:grid;grid-template-columns:repeat(3,1fr);gap:10px;margin:14px 0}
.boxes div{border:1px solid #cfd7e1;border-top:3px solid #1f5fae;padding:10px 12px}
.boxes b{display:block;font-size:26px;line-height:1.25;font-variant-numeric:tabular-nums}
.boxes span{display:block;font-weight:600}
.boxes small{display:block;color:#5b6675;font-size:12px;line-height:1.45}
table{border-collapse:collapse;width:100%;margin:6px 0 14px}
th,td{text-align:left;vertical-align:baseline;border-bottom:1px solid #dde3ea;padding:4px 8px 4px 0;font-weight:400}
th{width:186px;color:#16202c;white-space:nowrap}th .english{margin-left:6px}
code{font-family:ui-monospace,Consolas,"Liberation Mono",monospace;font-size:12px;overflow-wrap:anywhere}
section{border-top:1px solid #cfd7e1;padding-top:10px}section p{margin:4px 0}
pre{background:#f3f5f8;border:1px solid #dde3ea;padding:8px 10px;margin:6px 0;font-size:12px;white-space:pre-wrap;overflow-wrap:anywhere}
@media (max-width:640px){main{margin:0;padding:18px 14px;min-height:0}.boxes{grid-template-columns:1fr}h1{font-size:24px;letter-spacing:3px}th{width:84px;white-space:normal}th .english{display:block;margin:0;line-height:1.2}.statement{font-size:16px}}
@media print{@page{size:A4;margin:11mm 14mm}body{background:#fff;font-size:13px}main{box-shadow:none;margin:0;padding:0;max-width:none;min-height:0;border-top:0}}
`.replaceAll('\n', '');
