/// The templates of the Why page.
enum WhyTemplates {
  static let all = ["why": why, "branch": branch, "copy": copy, "code": code, "prose": prose, "form": form]

  private static let why = """
    {{<layout}}
    {{$main}}
    <section class="banner" aria-labelledby="headline">
    <p class="kicker {{tone}}">{{kicker}}</p>
    <h1 id="headline">{{#headline}}{{>prose}}{{/headline}}</h1>
    <p class="lead">{{#lead}}{{>prose}}{{/lead}}</p>
    {{#refusal}}<p>{{refusal}}</p>{{/refusal}}
    </section>
    <section class="card" aria-labelledby="facts">
    <h2 id="facts">{{factsTitle}}</h2>
    <dl class="facts">
    {{#facts}}<dt>{{label}}</dt><dd>{{#value}}{{>prose}}{{/value}}</dd>
    {{/facts}}</dl>
    </section>
    <section class="card" aria-labelledby="whose">
    <h2 id="whose">{{whoseTitle}}</h2>
    {{#whose}}<p>{{>prose}}</p>
    {{/whose}}
    {{#reasons}}{{#first()}}<h3>{{reasonsTitle}}</h3>
    <ul>
    {{/first()}}<li>{{>prose}}</li>
    {{#last()}}</ul>{{/last()}}{{/reasons}}
    </section>
    <section class="card" aria-labelledby="roles">
    <h2 id="roles">{{rolesTitle}}</h2>
    {{#roles}}<div class="role">
    <h3>{{title}}{{#turn}} <span class="tag {{turnTone}}">{{turn}}</span>{{/turn}}</h3>
    <ol class="steps">
    {{#steps}}<li>{{>prose}}</li>
    {{/steps}}</ol>
    {{#boxes}}{{>copy}}{{/boxes}}
    </div>
    {{/roles}}
    </section>
    <section class="card" aria-labelledby="tree">
    <h2 id="tree">{{treeTitle}}</h2>
    {{#treeIntroduction}}<p>{{treeIntroduction}}</p>{{/treeIntroduction}}
    {{#treeDomain}}<p class="domain">{{treeDomain}}</p>{{/treeDomain}}
    <ol class="tree">
    {{#tree}}{{>branch}}{{/tree}}
    </ol>
    {{#quotations}}<blockquote><p class="dim">{{source}}</p><p>{{text}}</p></blockquote>{{/quotations}}
    <details>
    <summary>{{technicalTitle}}</summary>
    <dl class="facts">
    {{#technical}}<dt>{{label}}</dt><dd>{{#value}}{{>prose}}{{/value}}</dd>
    {{/technical}}</dl>
    </details>
    </section>
    <p><a class="more" href="{{otherLink}}">{{otherTitle}}</a></p>
    {{/main}}
    {{/layout}}
    """

  private static let branch = """
    <li class="{{mark}}"><div class="term"><span class="sign" aria-hidden="true">{{sign}}</span><span>{{#hasTerm}}<code>{{>code}}</code> {{/hasTerm}}<span class="why">{{why}}</span></span></div>
    {{#isNested}}<span class="domain">{{domain}}</span>
    <ol>
    {{#items}}{{>branch}}{{/items}}
    </ol>
    {{/isNested}}</li>
    """

  /// Text to copy: a record to publish, a command.
  private static let copy = """
    <div class="record">
    {{#before}}<p class="label">{{beforeLabel}}</p>
    <pre class="before"><code>{{>code}}</code></pre>{{/before}}
    <div class="label"><span id="{{id}}-label">{{label}}</span><button type="button" hidden id="{{id}}-copy" data-copy="{{id}}" data-done="{{copied}}" aria-labelledby="{{id}}-copy {{id}}-label">{{copy}}</button></div>
    <pre tabindex="0" role="group" aria-labelledby="{{id}}-label"><code id="{{id}}">{{#segments}}{{#isNew}}<ins>{{>code}}</ins>{{/isNew}}{{^isNew}}{{>code}}{{/isNew}}{{^last()}} {{/last()}}{{/segments}}</code></pre>
    {{#note}}<p class="note">{{note}}</p>{{/note}}
    </div>
    """

  private static let code = """
    {{#words}}<span class="{{style}}">{{text}}</span>{{^last()}} {{/last()}}{{/words}}
    """

  private static let prose = """
    {{#parts}}{{text}}{{#isName}}{{>code}}{{/isName}}{{#isCode}}<code>{{>code}}</code>{{/isCode}}{{/parts}}
    """

  private static let form = """
    {{<layout}}
    {{$main}}
    <section class="banner" aria-labelledby="headline">
    <p class="kicker {{tone}}">{{kicker}}</p>
    <h1 id="headline">{{headline}}</h1>
    <p class="lead">{{lead}}</p>
    </section>
    <section class="card" aria-labelledby="form">
    <h2 id="form">{{formTitle}}</h2>
    <form action="{{action}}" method="get">
    {{#fields}}<div><label for="{{name}}">{{label}}{{#hint}} <span class="hint" id="{{name}}-hint">{{hint}}</span>{{/hint}}</label>
    <input id="{{name}}" name="{{name}}" type="text" maxlength="320" value="{{value}}" placeholder="{{example}}"{{#hint}} aria-describedby="{{name}}-hint"{{/hint}} autocomplete="off" autocapitalize="none" spellcheck="false"{{#isRequired}} required{{/isRequired}}></div>
    {{/fields}}
    <input type="hidden" name="lang" value="{{languageCode}}">
    <div><button type="submit">{{button}}</button></div>
    </form>
    </section>
    <section class="card" aria-labelledby="about">
    <h2 id="about">{{aboutTitle}}</h2>
    {{#about}}<p>{{.}}</p>
    {{/about}}
    </section>
    {{/main}}
    {{/layout}}
    """
}
