internal import Mustache

/// The templates, compiled into the program. Values are escaped in all of them.
enum PageTemplates {
  /// All templates by name.
  static let library = make(
    ["layout": layout, "error": error].merging(WhyTemplates.all) { first, _ in first })

  static func make(_ texts: [String: String]) -> MustacheLibrary {
    var library = MustacheLibrary()
    for (name, text) in texts {
      do {
        try library.register(text, named: name)
      } catch {
        preconditionFailure("the template \(name) is malformed: \(error)")
      }
    }
    return library
  }

  static let layout = """
    <!doctype html>
    <html lang="{{frame.language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>{{frame.title}}</title>
    <link rel="icon" type="image/svg+xml" href="{{frame.icon}}">
    {{#frame.styles}}<link rel="stylesheet" href="{{.}}">
    {{/frame.styles}}
    <script src="{{frame.script}}" defer></script>
    </head>
    <body>
    <a class="skip" href="#main">{{frame.skip}}</a>
    <header class="top">
    <a class="site" href="{{frame.home}}"><span class="glyph" aria-hidden="true">SPF</span> {{frame.site}}</a>
    {{#frame.menu}}{{#first()}}<nav class="menu" aria-label="{{frame.menuLabel}}"><ul>{{/first()}}
    <li><a href="{{link}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{name}}</a></li>
    {{#last()}}</ul></nav>{{/last()}}{{/frame.menu}}
    <nav class="languages" aria-label="{{frame.languageLabel}}"><ul>
    {{#frame.languages}}<li><a href="{{link}}" lang="{{code}}" hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>
    {{/frame.languages}}</ul></nav>
    </header>
    <main id="main" tabindex="-1">
    {{$main}}{{/main}}
    </main>
    <footer class="bottom"><p>{{frame.footer}}</p></footer>
    </body>
    </html>

    """

  static let error = """
    {{<layout}}
    {{$main}}
    <section class="banner" aria-labelledby="headline">
    <p class="kicker info">{{code}}</p>
    <h1 id="headline">{{title}}</h1>
    <p>{{text}}</p>
    </section>
    {{/main}}
    {{/layout}}
    """
}
