/// The style of the page; it loads nothing.
enum HTMLStyle {
  static let text = """
    :root{color-scheme:light dark;--ink:#1b1f24;--dim:#5a6472;--paper:#fff;--card:#f6f7f9;--line:#d5dae1;--bad:#b3261e;--good:#176b3a;--mark:#fde7b0}
    @media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--dim:#9aa5b4;--paper:#14171b;--card:#1d2127;--line:#363d47;--bad:#ff8a80;--good:#7ddba3;--mark:#5c4a12}}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:1rem;max-width:46rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
    h1{font-size:1.4rem;margin:.3rem 0}
    h2{font-size:1.1rem;margin:0 0 .2rem}
    article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
    p,ul,dl,table{margin:.5rem 0}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem}
    dt,th{color:var(--dim);font-weight:normal;text-align:left}
    dd{margin:0}
    table{border-collapse:collapse;width:100%}
    td,th{padding:.15rem .5rem .15rem 0;vertical-align:top}
    td:nth-child(2),td:nth-child(3){text-align:right}
    ul{padding-left:1.2rem}
    .dim{color:var(--dim);font-size:.9rem}
    .for::marker{content:"+ ";color:var(--good)}
    .against::marker{content:"− ";color:var(--bad)}
    pre{background:var(--paper);border:1px solid var(--line);border-radius:.3rem;padding:.5rem;margin:.4rem 0;white-space:pre-wrap;font:14px/1.5 ui-monospace,monospace}
    mark{background:var(--mark);color:inherit;border-bottom:2px solid var(--bad)}
    svg{width:100%;height:2.5rem;display:block;margin:.5rem 0 0}
    .span{display:flex;justify-content:space-between;gap:1rem;margin:.2rem 0 .5rem;color:var(--dim);font-size:.8rem}
    svg rect{fill:var(--bad)}
    svg line{stroke:var(--line)}
    .lang{position:absolute;opacity:0}
    label{cursor:pointer;border:1px solid var(--line);border-radius:.3rem;padding:.2rem .6rem;margin-right:.4rem}
    #en:checked~nav [for=en],#ja:checked~nav [for=ja]{background:var(--ink);color:var(--paper)}
    #en:focus-visible~nav [for=en],#ja:focus-visible~nav [for=ja]{outline:2px solid var(--good)}
    #en:checked~main .ja,#ja:checked~main .en{display:none}
    """
}
