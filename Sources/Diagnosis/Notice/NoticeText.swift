internal import SPF

/// The words of a notice, in English and in Japanese.
struct NoticeText {
  let item: DiagnosedCase
  let options: NoticeOptions

  /// The end of the subject.
  var japaneseSubject: String {
    item.verdict == .brokenRecord ? "SPF レコードの誤り" : "SPF レコードの更新漏れ"
  }

  /// Both languages.
  var body: String { english + "\n" + String(repeating: "-", count: 60) + "\n\n" + japanese }

  /// Whether `address` can be written in a header field as it is.
  static func isPlainAddress(_ address: String) -> Bool {
    guard let at = address.lastIndex(of: "@"), Contact.isPlain(address[..<at]) else { return false }
    let host = address[address.index(after: at)...]
    return DomainName(host)?.description == host.lowercased()
  }

  private var clients: String {
    let shown = item.clients.prefix(8).map { client -> String in
      let name = item.incidents.first { $0.key.client == client }?.clientName
      return name.map { "\(client) (\(Printable.text($0)))" } ?? "\(client)"
    }
    return shown.joined(separator: ", ")
  }

  private var host: String { options.from.split(separator: "@").last.map(String.init) ?? "" }

  private var period: (first: String, last: String)? {
    guard let first = item.first, let last = item.last else { return nil }
    return (TimeText.full(first), TimeText.full(last))
  }

  private var english: String {
    var lines = ["To whoever is in charge of the SPF record of \(item.domain):", ""]
    let period =
      period.map { $0.first == $0.last ? " at \($0.first)" : " from \($0.first) to \($0.last)" } ?? ""
    let count = "\(item.messages) message\(item.messages == 1 ? "" : "s")"
    if item.verdict == .brokenRecord {
      lines += [
        "The SPF record of \(item.domain) cannot be evaluated (permerror).",
        "At \(host) this concerned \(count)\(period), from \(clients).",
      ]
    } else {
      lines += [
        "Mail of \(item.domain) comes from a server that its SPF record does not cover: \(clients).",
        "At \(host) this concerned \(count)\(period).",
      ]
      if !reasons.isEmpty { lines.append("We take the server for yours, and not for a forger's:") }
      lines += reasons.map { "- \($0.detail)" }
    }
    lines += record(title: "The record as published:")
    lines.append(contentsOf: ["", item.remedy.advice])
    lines += proposal(title: "Proposed (checked by evaluation; please check it yourself):")
    if options.includesRecipients {
      lines += [
        "", "Recipients: \(item.recipients.prefix(20).map { Printable.text($0) }.joined(separator: ", "))",
      ]
    }
    lines += [
      "", "Until the record is corrected, receivers that check SPF may refuse your mail.",
      "Standard: RFC 7208.",
      "",
    ]
    return lines.joined(separator: "\n")
  }

  private var japanese: String {
    var lines = ["\(item.domain) の SPF レコードご担当者様", ""]
    let period = period.map { $0.first == $0.last ? "(\($0.first))" : "(\($0.first) から \($0.last) まで)" } ?? ""
    if item.verdict == .brokenRecord {
      lines += [
        "\(item.domain) の SPF レコードに誤りがあり、評価できません (permerror)。",
        "\(host) では \(item.messages) 通のメールが影響を受けました\(period)。送信元: \(clients)",
      ]
    } else {
      lines += [
        "\(item.domain) のメールが、SPF レコードに登録されていないサーバーから送信されています: \(clients)",
        "\(host) では \(item.messages) 通のメールが影響を受けました\(period)。",
      ]
      if !reasons.isEmpty {
        lines.append("次の理由から、なりすましではなく、貴組織のサーバーがレコードに登録されていないものと判断しました。")
      }
      lines += reasons.map {
        "・" + JapaneseEvidence.text($0).replacing("送信者の組織", with: "貴組織").replacing("送信者の", with: "貴組織の")
      }
    }
    lines += record(title: "現在のレコード:")
    lines += proposal(title: "修正案(評価して確認しましたが、公開前に貴組織でもご確認ください):")
    lines += ["", JapaneseAdvice.request(item)]
    lines += ["", "修正されるまで、SPF を検査する受信側で貴組織のメールが拒否されることがあります。規格: RFC 7208", ""]
    return lines.joined(separator: "\n")
  }

  /// What shows that the server is the sender's. Envelopes may give away a recipient.
  private var reasons: [Evidence] {
    item.reasonsForStale.map(\.evidence).filter { evidence in
      options.includesRecipients
        || Weights.of(evidence.code).family != .envelope
          && !item.recipients.contains { evidence.detail.lowercased().contains($0) }
    }.prefix(4).map(\.self)
  }

  private func record(title: String) -> [String] {
    guard let record = item.record else { return [] }
    return ["", title, "  \(record.domain) TXT \"\(record.text)\""]
  }

  private func proposal(title: String) -> [String] {
    guard let edit = item.remedy.edit, edit.fits else { return [] }
    return ["", title, "  \(edit.domain) TXT \"\(edit.after)\""]
  }
}
