// Every rule there is.
extension Rule {
  /// All rules, in the order of the documentation.
  public static let all: [Rule] =
    [noRecord, severalRecords, nearlySPF, brokenSplit, unquoted, longString, obsoleteType, senderID]
    + [
      invisibleCharacter, largeSet, longRecord, aliasBesideText, wildcard, serversDisagree, elsewhere,
      validation,
    ]
    + [otherView, deadServer, serials, throughAlias, zoneSyntax, notRead]
    + [
      unknownTerm, badNetwork, missingArgument, straySpace, modifierMisuse, unknownModifier, badMacro,
      pointerMacro,
    ]
    + [notAName, longName, roundabout]
    + [
      passAll, neutralEnd, softFail, behindAll, redirectBesideAll, modifierInFront, pointer, duplicate,
      covered,
    ]
    + [mergeable, hostBits, tooWide, privateAddress, negatedInclude, inherited, orderMatters, includedEnd]
    + [documentationAddress, wideTotal]
    + [
      lookups, voids, mailExchanges, brokenReference, loop, dangling, movingTarget, missingFamily, slow,
      budget,
    ]
    + [nullMX, subdomains, serverNames, cannotAnswer, noReports, reportsRefused, otherReturnPath]
    + [
      senderFails, longTTL, earlyUse, unusedTerm, removedSender, longNegativeTTL, otherMeaning, drift,
    ]

  /// The rules that `names` stand for, each an identifier or a name.
  public static func named(_ names: [String]) throws(LintError) -> Set<String> {
    var out: Set<String> = []
    for name in names {
      guard let rule = all.first(where: { $0.isCalled(name) }) else { throw .unknownRule(name) }
      out.insert(rule.id)
    }
    return out
  }
}
