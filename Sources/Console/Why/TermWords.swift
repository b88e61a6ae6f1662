internal import SPF

/// What became of a term, in words.
struct TermWords {
  let term: TermTrace
  let record: SPFRecord
  let client: IPAddress

  private static let mostAddresses = 4

  /// The class of its colour.
  var mark: String {
    switch term.verdict {
    case .match: isPass ? "yes" : "stop"
    case .error: "stop"
    case .noMatch: "none"
    case .notReached, .ignored: "idle"
    }
  }

  /// A sign beside it, for those who do not see the colour.
  var sign: String {
    switch term.verdict {
    case .match: isPass ? "✓" : isModifier ? "→" : "✗"
    case .error: "!"
    case .noMatch: "·"
    case .notReached, .ignored: "–"
    }
  }

  private var directive: Directive? { record.terms[term.termIndex].directive }
  private var isModifier: Bool { directive == nil }
  private var isPass: Bool {
    guard let directive else { return term.nested?.result == .pass }
    return directive.qualifier == .pass
  }

  /// Why, without a full stop.
  var reason: Phrase {
    switch term.verdict {
    case .notReached: return Phrase("not reached", "評価されません")
    case .ignored: return Phrase("without effect", "影響しません")
    case .error:
      return term.nested?.problem.map { ProblemWords.phrase($0) } ?? Phrase("cannot be evaluated", "評価できません")
    case .match: return matched
    case .noMatch: return missed
    }
  }

  private var matched: Phrase {
    guard let directive else {
      let target = term.targetName.map { "\($0)" } ?? ""
      return Phrase("continues with the record of \(target)", "\(target) のレコードに続きます")
    }
    let result: Phrase =
      switch directive.qualifier {
      case .pass: Phrase("allowed", "許可")
      case .fail: Phrase("not allowed", "不許可")
      case .softfail: Phrase("probably not allowed", "おそらく不許可")
      case .neutral: Phrase("not said", "明言なし")
      }
    if directive.mechanism == .all {
      return Phrase("everything else: \(result.english)", "その他すべて: \(result.japanese)")
    }
    return Phrase("\(client) is here: \(result.english)", "\(client) が該当: \(result.japanese)")
  }

  private var missed: Phrase {
    switch directive?.mechanism {
    case .ip4 where client.family == .ipv6: return Phrase("only for IPv4", "IPv4 のみ")
    case .ip6 where client.family == .ipv4: return Phrase("only for IPv6", "IPv6 のみ")
    case .ip4, .ip6: return Phrase("another address", "別のアドレス")
    case .include: return Phrase("\(client) is not there either", "ここにも \(client) はありません")
    case .a, .mx:
      let addresses = addresses
      return addresses.isEmpty
        ? Phrase("no such address", "該当するアドレスなし")
        : Phrase("its servers: \(addresses)", "サーバー: \(addresses)")
    case .ptr: return Phrase("the server has no such name", "サーバーにその名前はありません")
    case .exists: return Phrase("not listed", "登録なし")
    case .all, nil: return Phrase("does not match", "該当しません")
    }
  }

  private var addresses: String {
    let all = term.lookups.flatMap { lookup -> [IPAddress] in
      guard case .addresses(let list) = lookup.answer.records else { return [] }
      return list
    }
    let shown = all.prefix(Self.mostAddresses).map(\.description).joined(separator: ", ")
    return all.count > Self.mostAddresses ? "\(shown), …" : shown
  }
}
