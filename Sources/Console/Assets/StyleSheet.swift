/// The style of all pages: phone first, light and dark, on paper too. It loads nothing.
///
/// Colours come in pairs, what is written and what it is written on; a test computes their contrast.
enum StyleSheet {
  static let text = colours + page + parts + wide + paper

  private static let colours = """
    :root{color-scheme:light dark;
    --page:#f4f5f7;--card:#fff;--ink:#17202b;--dim:#535f6d;--line:#d9dee5;--link:#1a56b0;
    --bad-ink:#8a1c14;--bad:#fdeceb;--good-ink:#14532d;--good:#e4f5ea;--warn-ink:#6b4200;--warn:#fff3d1;
    --info-ink:#174a94;--info:#e9f1fd;--code:#f0f2f5;--added-ink:#0b3d1e;--added:#cdf0d7;--gap-ink:#8a1c14;--gap:#fdeceb;
    --button-ink:#fff;--button:#1a56b0}
    @media (prefers-color-scheme:dark){:root{
    --page:#10151b;--card:#18202a;--ink:#e8ecf2;--dim:#a6b2c0;--line:#303b48;--link:#8db8ff;
    --bad-ink:#ffb9b0;--bad:#3c1815;--good-ink:#98e2b3;--good:#11311f;--warn-ink:#f8d97c;--warn:#392c0b;
    --info-ink:#aecbfb;--info:#14294a;--code:#0d1218;--added-ink:#c6f6d3;--added:#1b4c2b;--gap-ink:#ffb9b0;--gap:#3c1815;
    --button-ink:#0d1a2d;--button:#8db8ff}}

    """

  private static let page = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--ink);overflow-wrap:anywhere;
    font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif}
    :lang(ja){line-height:1.8;line-break:strict}
    :lang(ja) :is(h1,h2,h3,.label){word-break:auto-phrase}
    h1,h2,h3{line-height:1.25;text-wrap:balance;margin:0}
    :lang(ja) :is(h1,h2,h3){line-height:1.4}
    h1{font-size:clamp(1.5rem,1.15rem + 1.6vw,2.125rem);letter-spacing:-.012em;font-weight:700}
    h2{font-size:1.3rem;letter-spacing:-.006em}
    h3{font-size:1.0625rem}
    p,ol,ul,dl,pre,blockquote,table{margin:.75rem 0}
    :is(ul,ol):where(:not(.tree,.tree ol,.steps)){padding-left:1.35rem}
    a{color:var(--link);text-underline-offset:.18em}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.25rem}
    main:focus{outline:none}
    code,pre,kbd{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"Noto Sans Mono","Liberation Mono",monospace;font-size:.9em}
    pre code{font-size:1em}
    .skip{position:absolute;left:-100vw;top:.5rem;background:var(--button);color:var(--button-ink);padding:.5rem 1rem;border-radius:.4rem;z-index:1}
    .skip:focus{left:1rem}
    .top,main,.bottom{max-width:46rem;margin:0 auto;padding:0 1rem}
    .top{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.25rem;padding-top:.9rem;padding-bottom:.9rem}
    .site{color:var(--ink);text-decoration:none;font-weight:600;margin-right:auto;display:flex;align-items:center;gap:.6rem;min-height:2.75rem}
    .glyph{background:var(--button);color:var(--button-ink);font-size:.72rem;font-weight:700;letter-spacing:.06em;padding:.28rem .45rem;border-radius:.4rem;line-height:1}
    .top ul{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem;margin:0;padding:0}
    .top nav a{display:flex;align-items:center;min-height:2.75rem;padding:0 .75rem;border-radius:.5rem;color:var(--link);text-decoration:none;font-size:.9375rem;line-height:1.4}
    .top nav a:hover{text-decoration:underline}
    .top nav a[aria-current]{color:var(--ink);background:var(--card);font-weight:600;box-shadow:0 0 0 1px var(--line)}
    .bottom{color:var(--dim);font-size:.875rem;padding-top:1rem;padding-bottom:2.5rem}

    """

  private static let parts = """
    .banner{padding:.75rem 0 .5rem;margin:0 0 1rem}
    .banner p{margin:.75rem 0 0}
    .banner .kicker{width:fit-content;margin:0 0 .85rem;padding:.2rem .8rem;border-radius:1rem;font-size:.875rem;font-weight:700;line-height:1.6}
    .banner .lead{font-size:1.125rem}
    .bad{background:var(--bad);color:var(--bad-ink)}
    .good{background:var(--good);color:var(--good-ink)}
    .warn{background:var(--warn);color:var(--warn-ink)}
    .info{background:var(--info);color:var(--info-ink)}
    .card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;margin:1rem 0}
    .card>:first-child{margin-top:0}
    .card>:last-child,.role>:last-child{margin-bottom:0}
    .card>h3{margin-top:1.5rem}
    .role{border-top:1px solid var(--line);padding-top:1rem;margin-top:1.25rem}
    .role h3{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline}
    .tag{font-size:.8125rem;font-weight:600;padding:.05rem .55rem;border-radius:1rem}
    ol.steps{padding-left:0;list-style:none;counter-reset:step}
    ol.steps>li{counter-increment:step;position:relative;padding-left:2.4rem;margin:.6rem 0;min-height:1.75rem}
    ol.steps>li::before{content:counter(step);position:absolute;left:0;top:.08rem;width:1.65rem;height:1.65rem;border-radius:50%;background:var(--info);color:var(--info-ink);font-size:.875rem;font-weight:700;line-height:1.65rem;text-align:center}
    .facts{display:grid;align-items:baseline;grid-template-columns:1fr;gap:.1rem;margin:1rem 0 0}
    .facts dt{color:var(--dim);font-size:.875rem}
    .facts dd{margin:0 0 .5rem;font-weight:600}
    .facts dd code{font-size:1em}
    .note,.dim{color:var(--dim);font-size:.9375rem}
    .record{margin:1.25rem 0}
    .record .label{display:flex;justify-content:space-between;align-items:center;gap:.5rem 1rem;min-height:2.75rem;margin:0 0 .4rem;font-size:.9375rem;color:var(--dim)}
    .record button{flex:none}
    .record p.label{min-height:0}
    .record .before{margin-bottom:1rem}
    .record pre{background:var(--code);color:var(--ink);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.15rem;margin:0;white-space:pre-wrap;line-height:1.9;user-select:all;-webkit-user-select:all}
    .word,.name{white-space:nowrap}
    @media (max-width:24rem){.name{white-space:normal}}
    :is(p,li)>code{background:var(--code);border:1px solid var(--line);border-radius:.3rem;padding:.1em .35em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
    ins{background:var(--added);color:var(--added-ink);text-decoration:none;border-radius:.25rem;padding:.2em .4em;font-weight:700;box-shadow:inset 0 -.14em 0 currentColor}
    button,.button{font:inherit;font-size:.9375rem;font-weight:600;min-height:2.75rem;padding:.3rem 1rem;border:0;border-radius:.55rem;background:var(--button);color:var(--button-ink);cursor:pointer}
    button[hidden]{display:none}
    .told{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    blockquote{margin-left:0;padding:.1rem 0 .1rem 1rem;border-left:.25rem solid var(--line)}
    blockquote p{margin:.2rem 0}
    .tree,.tree ol{list-style:none;margin:.5rem 0;padding:0}
    .tree ol{padding-left:.9rem;margin:.35rem 0 .35rem .55rem;border-left:2px solid var(--line)}
    .tree li{margin:.15rem 0;padding:.3rem .5rem;border-radius:.5rem}
    .tree .term{display:flex;gap:.5rem;align-items:baseline}
    .tree .term code{margin-right:.4rem}
    .tree code{font-size:.9375rem}
    .tree .why{color:var(--dim);font-size:.9375rem}
    .tree .sign{flex:none;width:1.4rem;text-align:center;font-weight:700}
    .tree .idle code{color:var(--dim)}
    .tree .stop{background:var(--bad);color:var(--bad-ink)}
    .tree :is(.stop,.yes,.gap) .why{color:inherit}
    .tree .yes{background:var(--good);color:var(--good-ink)}
    .tree .gap{background:var(--gap);color:var(--gap-ink);outline:2px dashed currentColor;outline-offset:-2px;padding:.55rem .6rem;margin:.4rem 0}
    .domain{font-weight:600}
    .more{display:inline-flex;align-items:center;min-height:2.75rem}
    details summary{cursor:pointer;min-height:2.75rem;display:flex;align-items:center;gap:.5rem;font-weight:600}
    details summary::before{content:"▸";transition:transform .15s}
    details[open] summary::before{transform:rotate(90deg)}
    form{display:grid;gap:.9rem;margin:1rem 0 0}
    label{display:block;font-weight:600;font-size:.9375rem}
    input,select{width:100%;font:inherit;font-weight:400;min-height:2.75rem;padding:.45rem .7rem;margin-top:.25rem;color:var(--ink);background:var(--card);border:1px solid var(--dim);border-radius:.55rem}
    ::placeholder{color:var(--dim);opacity:1}
    .hint{display:block;color:var(--dim);font-size:.875rem;font-weight:400}
    @media (prefers-reduced-motion:reduce){*{transition:none!important}}

    """

  private static let wide = """
    @media (min-width:40rem){
    .top,main,.bottom{padding-left:1.5rem;padding-right:1.5rem}
    .card{padding:1.75rem}
    .banner{padding-top:1.5rem}
    .facts{grid-template-columns:max-content 1fr;gap:.35rem 1.25rem}
    .facts dt{font-size:.9375rem}.facts dd{margin:0}
    }

    """

  private static let paper = """
    @media print{
    :root{--page:#fff;--card:#fff;--ink:#000;--dim:#333;--line:#999;--link:#000;--code:#fff}
    .languages,.menu,.skip,button,form{display:none}
    .card,.banner{break-inside:avoid;border:1px solid #999;border-radius:0}
    body{font-size:11pt}
    }

    """
}
