internal import Reporting
internal import SPF

/// What of the limits of RFC 7208 section 4.6.4 a record needs.
enum LookupBudget {
  /// Terms that cause DNS queries, and void lookups, of the whole tree.
  static func count(_ domain: DomainName, resolver: some Resolver) async -> (lookups: Int, voids: Int) {
    let survey = await RecordSurvey.survey(domain, resolver: resolver)
    return (survey.lookups, survey.voidLookups)
  }
}
