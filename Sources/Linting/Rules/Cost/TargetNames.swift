internal import Reporting
internal import SPF

/// The names that a term refers to, in the whole tree below it.
enum TargetNames {
  /// The targets of `entry` and of everything it includes, `domain` itself left out.
  static func of(_ entry: RecordSurvey.Entry, in domain: DomainName) -> [DomainName] {
    var out: [DomainName] = []
    func add(_ entry: RecordSurvey.Entry) {
      if let name = entry.directive?.mechanism.domainSpec?.constantName, out.count < 200 { out.append(name) }
      for nested in entry.nested {
        out.append(nested.domain)
        for inner in nested.terms { add(inner) }
      }
    }
    add(entry)
    return out.filter { $0 != domain }
  }

  /// The name that somebody registered, without a list of public suffixes: two labels, or three where the second
  /// level of a country is one of the usual short ones, as in `co.jp` and `com.au`.
  static func organisation(of name: DomainName) -> DomainName {
    let labels = name.labels
    guard labels.count > 2 else { return name }
    let isCountry = labels[labels.count - 1].count == 2 && labels[labels.count - 2].count <= 3
    return DomainName(labels: labels.suffix(isCountry ? 3 : 2).map { Array($0) }) ?? name
  }
}
