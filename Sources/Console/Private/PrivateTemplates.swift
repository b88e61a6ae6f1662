internal import Mustache

/// The templates of the console. Values are escaped in all of them but those of charts, which escape for themselves.
enum PrivateTemplates {
  /// The texts by name.
  static let texts: [String: String] = [
    "layout": PageTemplates.layout, "tree": tree, "senders": senders, "change": change,
    "field": field,
    "overview": OverviewTemplate.text, "cases": CasesTemplate.text, "case": CaseTemplate.text,
    "exemptions": ExemptionsTemplate.text, "domains": DomainTemplate.list, "domain": DomainTemplate.text,
    "check": CheckTemplate.text, "live": LiveTemplate.text,
    "problem": problem,
  ]

  /// All of them.
  static let library = PageTemplates.make(texts)

  /// The text of a page.
  static func text(_ model: some Sendable, template: String) -> String {
    guard let text = library.render(model, withTemplate: template) else {
      preconditionFailure("there is no template \(template)")
    }
    return text
  }

  /// A record with its terms, and those of the records that it refers to.
  private static let tree = """
    <div class="rec"><p class="rec-head"><span class="domain">{{domain}}</span>{{#record}}{{#first()}} <code>{{/first()}}<span class="{{style}}">{{text}}</span>{{#last()}}</code>{{/last()}}{{^last()}} {{/last()}}{{/record}}</p>
    {{#remark}}<p class="remark">{{remark}}</p>{{/remark}}
    <ol class="tree">
    {{#items}}<li{{#state}} class="{{state}}"{{/state}}><div class="term"><span class="sign" aria-hidden="true">{{sign}}</span><code>{{text}}</code>{{#lookup}}<span class="lookup">{{lookup}}</span>{{/lookup}}{{#outcome}}<span class="why">{{outcome}}</span>{{/outcome}}</div>
    {{#lesson}}<p class="lesson">{{lesson}}</p>{{/lesson}}
    {{#answers}}<p class="answer"><code>{{.}}</code></p>{{/answers}}
    {{#nested}}{{>tree}}{{/nested}}</li>
    {{/items}}</ol></div>
    """

  /// A table of senders; `words` is that of the page.
  private static let senders = """
    <div class="scroll" tabindex="0" role="region" aria-label="{{words.senders}}"><table class="list">
    <thead><tr><th scope="col">{{words.sender}}</th><th scope="col" class="wide">{{words.verdict}}</th><th scope="col" class="wide">{{words.results}}</th><th scope="col" class="num wide">{{words.passed}}</th><th scope="col" class="num">{{words.refused}}</th><th scope="col" class="wide">{{words.last}}</th></tr></thead>
    <tbody>
    {{#rows}}<tr><th scope="row"><a href="{{link}}">{{domain}}</a><br><span class="from">{{network}}</span>{{#verdict}}<span class="narrow"><span class="badge v-{{verdict}}">{{verdict}}</span>{{#isRepaired}} <span class="badge repaired">{{words.repaired}}</span>{{/isRepaired}}</span>{{/verdict}}</th><td class="wide">{{#verdict}}<span class="badge v-{{verdict}}">{{verdict}}</span> <span class="dim">{{certainty}}</span>{{#isRepaired}} <span class="badge repaired">{{words.repaired}}</span>{{/isRepaired}}{{/verdict}}{{^verdict}}<span class="dim">{{words.pending}}</span>{{/verdict}}</td><td class="wide">{{results}}</td><td class="num wide">{{passed}}</td><td class="num">{{refused}}</td><td class="wide time">{{last}}</td></tr>
    {{/rows}}</tbody></table></div>
    """

  /// Two versions of a record, and what the second means for whom.
  private static let change = """
    <div class="versions">
    <div><p class="label">{{words.before}} <span class="time">{{oldTime}}</span></p><pre>{{#oldParts}}{{#isMarked}}<del class="{{style}}">{{text}}</del>{{/isMarked}}{{^isMarked}}<span class="{{style}}">{{text}}</span>{{/isMarked}} {{/oldParts}}</pre></div>
    <div><p class="label">{{words.after}} <span class="time">{{newTime}}</span></p><pre>{{#newParts}}{{#isMarked}}<ins class="{{style}}">{{text}}</ins>{{/isMarked}}{{^isMarked}}<span class="{{style}}">{{text}}</span>{{/isMarked}} {{/newParts}}</pre></div>
    </div>
    {{#isEqual}}<p class="note">{{words.equal}}</p>{{/isEqual}}
    {{#isUnknown}}<p class="note">{{words.unknowable}}</p>{{/isUnknown}}
    {{#rows}}{{#first()}}<ul class="meaning">{{/first()}}<li class="{{news}}"><b>{{title}}</b> <span class="nets">{{networks}}</span> <span class="dim">{{words.was}} {{before}}; {{words.becomes}} {{after}}</span></li>{{#last()}}</ul>{{/last()}}{{/rows}}
    """

  /// A field of a form.
  private static let field = """
    <div><label for="{{name}}">{{label}}{{#hint}} <span class="hint" id="{{name}}-hint">{{hint}}</span>{{/hint}}</label>
    <input type="{{type}}" id="{{name}}" name="{{name}}" value="{{value}}" maxlength="{{longest}}" placeholder="{{example}}" autocomplete="off" autocapitalize="none" spellcheck="false"{{#isRequired}} required{{/isRequired}}{{#isWrong}} aria-invalid="true"{{/isWrong}}{{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}>{{#isWrong}}
    <p class="remark" id="{{name}}-problem" role="alert">{{problem}}</p>{{/isWrong}}</div>
    """

  private static let problem = """
    {{<layout}}
    {{$main}}
    <section class="banner" aria-labelledby="headline">
    <h1 id="headline">{{title}}</h1>
    <p>{{text}}</p>
    </section>
    {{/main}}
    {{/layout}}
    """
}
