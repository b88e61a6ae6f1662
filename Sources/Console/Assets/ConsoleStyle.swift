/// What pages of the console have besides the style of all pages: width, tables, charts.
///
/// The colours of results can be told apart by people who see colours otherwise, and stand out from the page in both
/// schemes; a test computes it.
enum ConsoleStyle {
  static let text = colours + frame + lists + charts + cases

  private static let colours = """
    :root{--c-pass:#2d8bbf;--c-neutral:#1d5155;--c-none:#808d94;--c-softfail:#d27204;--c-fail:#ad1710;--c-permerror:#6c31b2;--c-temperror:#2a2516}
    @media (prefers-color-scheme:dark){:root{--c-pass:#67a0d7;--c-neutral:#6df7e9;--c-none:#6d7579;--c-softfail:#fd9d1c;--c-fail:#dc4032;--c-permerror:#a432e5;--c-temperror:#dcea99}}
    .c-pass,.v-forwarded{--hue:var(--c-pass)}
    .c-neutral,.v-hidden-client,.v-unauthenticated-local{--hue:var(--c-neutral)}
    .c-none,.v-unknown,.v-pending{--hue:var(--c-none)}
    .c-softfail,.v-stale-record{--hue:var(--c-softfail)}
    .c-fail,.v-forged{--hue:var(--c-fail)}
    .c-permerror,.v-broken-record{--hue:var(--c-permerror)}
    .c-temperror,.v-dns-trouble{--hue:var(--c-temperror)}

    """

  private static let frame = """
    body{font-size:.9375rem;line-height:1.55}
    :lang(ja){line-height:1.7}
    .top,main,.bottom{max-width:80rem}
    .top{padding-top:.5rem;padding-bottom:.5rem}
    h1{font-size:1.5rem}
    h2{font-size:1.0625rem}
    .card{padding:1rem 1.15rem;margin:0 0 1rem;border-radius:.75rem;min-width:0}
    .head{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;justify-content:space-between;margin:.5rem 0 1rem}
    .choices ul{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem;margin:0;padding:0}
    .choices a{display:flex;align-items:center;min-height:2.75rem;padding:.3rem .8rem;border-radius:.5rem;text-decoration:none}
    .choices a[aria-current]{background:var(--card);color:var(--ink);font-weight:600;box-shadow:0 0 0 1px var(--line)}
    .columns,.thirds{display:grid;gap:0 1rem;grid-template-columns:minmax(0,1fr)}
    .tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:0 0 1rem;padding:0}
    .tile{background:var(--card);border:1px solid var(--line);border-top-width:3px;border-radius:.75rem;padding:.7rem 1rem;display:flex;flex-direction:column}
    .tiles.plain .tile{border:0;padding:0}
    .tile .value{font-size:1.6rem;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
    .tiles.plain .value{font-size:1.15rem}
    .tile .label{color:var(--dim);font-size:.875rem}
    .tile .note{color:var(--dim);font-size:.8125rem}
    .tile.t-good{border-top:3px solid var(--c-pass)}
    .tile.t-bad{border-top:3px solid var(--c-fail)}
    .tile.t-warn{border-top:3px solid var(--c-softfail)}
    .note,.dim{font-size:.875rem}
    .from,.time{color:var(--dim);font-size:.8125rem;font-variant-numeric:tabular-nums}
    .from{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Noto Sans Mono","Liberation Mono",monospace}
    .num{text-align:right;font-variant-numeric:tabular-nums}
    .badge{display:inline-block;font-size:.8125rem;font-weight:600;line-height:1.5;padding:0 .5rem;border-radius:.35rem;white-space:nowrap;background:var(--code);color:var(--ink);border-left:.3rem solid var(--hue,var(--line))}
    p>.badge{white-space:normal}
    .badge.repaired,.badge.on{background:var(--good);color:var(--good-ink);border-left-color:currentColor}
    .badge.off{background:var(--warn);color:var(--warn-ink);border-left-color:currentColor}
    .dot{display:inline-block;width:.7rem;height:.7rem;border-radius:.2rem;background:var(--hue);margin-right:.5rem}
    form.row{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.75rem;align-items:end;margin:0}
    form.row.one{grid-template-columns:minmax(0,1fr)}
    form.row button{min-height:2.75rem}
    h2+form.row{margin-top:.6rem}
    textarea{width:100%;font:inherit;font-weight:400;font-family:ui-monospace,Menlo,Consolas,monospace;min-height:5rem;padding:.45rem .7rem;margin-top:.25rem;color:var(--ink);background:var(--card);border:1px solid var(--dim);border-radius:.55rem}

    """

  private static let lists = """
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;margin:0}
    th,td{padding:.45rem 1.1rem .45rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
    th:last-child,td:last-child{padding-right:0}
    thead th{color:var(--dim);font-size:.8125rem;font-weight:600;white-space:nowrap}
    tbody th{font-weight:500}
    th.num,td.num{text-align:right}
    th.num+:not(.num),td.num+:not(.num){padding-left:.9rem}
    tbody tr:hover{background:var(--code)}
    tr.fresh{animation:fresh 3s}
    @keyframes fresh{from{background:var(--warn)}}
    .list th{overflow-wrap:break-word}
    .wide{display:none}
    .narrow{display:block;margin-top:.2rem}
    .top-list{list-style:none;margin:.5rem 0;padding:0}
    .top-list li{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:.75rem;align-items:center;border-bottom:1px solid var(--line)}
    .top-list a{display:block;padding:.4rem 0;min-height:2.75rem}
    .top-list .from{display:block}
    .tries li{display:block;padding-bottom:.6rem}
    .tries a{padding-bottom:0}
    .tries .from{display:inline-block;overflow-wrap:anywhere}
    .links{list-style:none;display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:0}
    .links a{display:flex;align-items:center;min-height:2.75rem}
    .exemptions{list-style:none;margin:.5rem 0;padding:0}
    .exemptions li{display:grid;grid-template-columns:minmax(0,1fr);gap:.1rem 1rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
    .exemptions form{margin:.3rem 0 0;justify-self:start}
    button.quiet{background:none;color:var(--link);border:1px solid var(--line)}
    .pager{display:flex;justify-content:space-between;gap:1rem;margin:.75rem 0 0}

    """

  private static let charts = """
    svg.chart{display:block;overflow:visible;margin:.5rem 0}
    .chart text{fill:var(--dim);font-size:12px;font-family:inherit}
    .chart text.name{fill:var(--ink);font-size:13px}
    .chart text.value{fill:var(--ink);font-size:13px;font-weight:600}
    .chart text.halo{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
    .chart .area{fill:var(--hue);stroke:var(--card);stroke-width:1;vector-effect:non-scaling-stroke}
    .chart .bar{fill:var(--hue)}
    .chart .track{fill:var(--code)}
    .chart .grid{stroke:var(--line);stroke-width:1}
    .chart .base{stroke:var(--dim);stroke-width:1}
    .chart .mark{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
    .chart .hint{fill:transparent}
    .chart .hint:hover{fill:var(--ink);fill-opacity:.08}
    .keys{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.4rem 0 0;padding:0;font-size:.8125rem;color:var(--dim)}
    .keys b{color:var(--ink);font-variant-numeric:tabular-nums}
    .key{display:inline-block;width:.75rem;height:.75rem;border-radius:.2rem;background:var(--hue);margin-right:.35rem;vertical-align:-.05rem}
    .figures summary{font-size:.8125rem;font-weight:500;color:var(--dim)}
    .figures .scroll{max-height:20rem;overflow:auto}
    .figures table{font-size:.8125rem}
    .figures th,.figures td{padding:.2rem .75rem .2rem 0}
    .figures thead th{position:sticky;top:0;background:var(--card)}

    """

  private static let cases = """
    .evidence{list-style:none;margin:.5rem 0;padding:0}
    .evidence li{display:grid;grid-template-columns:1.6rem minmax(0,1fr) auto;gap:0 .5rem;padding:.4rem 0;border-bottom:1px solid var(--line)}
    .evidence .sign{font-weight:700;text-align:center}
    .evidence .for .sign{color:var(--good-ink)}
    .evidence .against .sign{color:var(--bad-ink)}
    .evidence .strength{color:var(--dim);font-size:.8125rem;grid-column:2}
    .evidence .num{color:var(--dim);font-size:.8125rem}
    .moments{list-style:none;margin:.5rem 0;padding:0}
    .moments li{padding:.3rem 0 .3rem .9rem;border-left:3px solid var(--line)}
    .moments .good{background:none;color:inherit;border-left-color:var(--c-pass)}
    .moments .bad{background:none;color:inherit;border-left-color:var(--c-fail)}
    .moments .change{border-left-color:var(--ink)}
    .versions{display:grid;gap:.75rem;grid-template-columns:minmax(0,1fr)}
    p.label{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;color:var(--dim);font-size:.875rem;margin:.5rem 0 .25rem}
    pre{background:var(--code);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;margin:.25rem 0;white-space:pre-wrap;font-size:.8125rem;line-height:1.6}
    del{background:var(--bad);color:var(--bad-ink);border-radius:.2rem;padding:0 .2em}
    .meaning{list-style:none;margin:.5rem 0;padding:0}
    .meaning li{padding:.35rem 0 .35rem .8rem;border-left:3px solid var(--line);margin:.3rem 0}
    .meaning .loses{border-left-color:var(--c-fail)}
    .meaning .gains{border-left-color:var(--c-pass)}
    .nets{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.8125rem}
    .rec-head{margin:.4rem 0}
    .remark{color:var(--bad-ink);margin:.3rem 0}
    .tree li{padding:.25rem .4rem}
    .tree code{font-size:.875rem}
    .tree .lookup{color:var(--dim);font-size:.75rem}
    .tree .why{font-size:.875rem}
    .lesson,.answer{margin:.1rem 0 .1rem 2.1rem;font-size:.8125rem;color:var(--dim)}
    .stop .lesson,.stop .answer,.stop .lookup,.yes .lesson,.yes .answer,.yes .lookup{color:inherit}
    .budget{display:grid;grid-template-columns:max-content minmax(0,1fr) max-content;gap:.3rem .8rem;align-items:center;margin:.5rem 0}
    meter{width:100%;height:.8rem}
    .finding{border-left:3px solid var(--line);padding:.2rem 0 .2rem .8rem;margin:.6rem 0}
    .finding.error{border-left-color:var(--c-fail)}
    .finding.warning{border-left-color:var(--c-softfail)}
    .finding p{margin:.15rem 0}
    .ranking{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;margin:.4rem 0;padding:0;font-size:.8125rem;color:var(--dim)}
    @media (min-width:40rem){form.row,form.row.one{grid-template-columns:repeat(auto-fill,minmax(11rem,1fr))}form.row .long{grid-column:span 2}.wide{display:table-cell}.narrow{display:none}.versions{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
    @media (max-width:40rem){.chart .odd{display:none}.menu{order:1;width:100%}}
    @media (min-width:40rem){.exemptions li{grid-template-columns:minmax(0,2fr) minmax(0,2fr) max-content max-content;align-items:center}.exemptions form{margin:0}}
    @media (min-width:60rem){.columns{grid-template-columns:minmax(0,2fr) minmax(0,1fr)}.thirds{grid-template-columns:repeat(3,minmax(0,1fr))}}

    """
}
