internal import Diagnosis
internal import Reporting
internal import SPF

/// Makes the page of a finding.
struct WhyPageMaker {
  let finding: WhyFinding
  /// What is known of the refusal itself, if the link was a token.
  let refusal: WhyRefusal?
  let language: Language
  let pages: PageMaker
  /// The path of the page, and its query but for the language.
  let path: String
  let query: String

  private var words: WhyWords { WhyWords(finding: finding) }
  private var outcome: CheckOutcome { finding.outcome }
  private static let mostReasons = 4
  private static let longestString = 255

  /// The model.
  var page: WhyPage {
    let words = words
    let trace = outcome.trace
    return WhyPage(
      frame: pages.frame(title: words.headline[language], language: language, path: path, query: query),
      tone: finding.situation.tone, kicker: words.kicker[language], headline: Prose(words.headline, language),
      lead: Prose(words.lead, language), refusal: refusalLine,
      factsTitle: Phrase("In short", "概要")[language], facts: facts,
      whoseTitle: Phrase("Is it me, or somebody else?", "誰の問題ですか")[language],
      whose: words.whose.map { Prose($0, language) },
      reasonsTitle: Phrase("What speaks for that", "そう考えられる理由")[language], reasons: reasons,
      rolesTitle: Phrase("What to do now", "今できること")[language], roles: roles,
      treeTitle: Phrase("How the check went", "検査の経過")[language],
      treeIntroduction: trace?.record == nil ? nil : treeIntroduction[language],
      treeDomain: trace?.domain?.description,
      tree: WhyTree(finding: finding, language: language).items, quotations: quotations,
      technicalTitle: Phrase("For administrators: details", "管理者向けの詳細")[language], technical: technical,
      otherTitle: Phrase("Ask about another mail", "別のメールについて調べる")[language],
      otherLink: "\(pages.base)\(pages.home)?lang=\(language.rawValue)")
  }

  private var refusalLine: String? {
    guard let refusal else { return nil }
    let time = CivilTime(refusal.time).text
    guard let result = refusal.result?.rawValue else {
      return Phrase("The mail was refused at \(time) UTC.", "メールは \(time) (UTC) に拒否されました。")[language]
    }
    return Phrase(
      "The mail was refused at \(time) UTC, with the result “\(result)”.",
      "メールは \(time) (UTC) に「\(result)」として拒否されました。")[language]
  }

  private var treeIntroduction: Phrase {
    Phrase(
      "A mail server reads the record from the start, and stops at the first entry that fits.",
      "メールサーバーはレコードを先頭から読み、最初に該当した項目で止まります。")
  }

  private var facts: [WhyPage.Fact] {
    let words = words
    let who =
      words.isHelo
      ? Phrase("The server called itself", "サーバーが名乗った名前") : Phrase("Sender", "送信者")
    var facts = [
      WhyPage.Fact(label: who[language], value: Printable.text(finding.question.name)),
      WhyPage.Fact(
        label: Phrase("Sent by the server", "送信サーバー")[language], value: words.client, isCode: true),
    ]
    if let receiver = words.receiver {
      facts.append(.init(label: Phrase("Refused by", "拒否した側")[language], value: receiver))
    }
    return facts
  }

  private var reasons: [Prose] {
    switch finding.situation {
    case .stale, .forwarded, .forged, .hiddenClient, .ownServer:
      (finding.diagnosed?.reasons(most: Self.mostReasons) ?? []).map { reason in
        Prose(Printable.text(language == .english ? reason.english : reason.japanese))
      }
    default: []
    }
  }

  private var roles: [WhyPage.Role] {
    let words = words
    let turn = finding.situation.turn
    func role(_ who: WhyTurn, _ title: Phrase, _ steps: [Phrase], _ box: WhyPage.CopyBox? = nil)
      -> WhyPage.Role
    {
      WhyPage.Role(
        title: title[language], turn: turn == who ? Phrase("your turn", "対応が必要")[language] : nil,
        turnTone: "warn", steps: steps.map { Prose($0, language) }, boxes: box.map { [$0] } ?? [])
    }
    let receiver = words.receiver.map { Phrase("You run the mail server of \($0)", "\($0) のメールサーバーの管理者") }
    return [
      role(.person, Phrase("You wrote the mail", "メールを書いた方"), words.personSteps),
      role(
        .sender, Phrase("You look after \(words.editDomain)", "\(words.editDomain) の管理者"), words.senderSteps,
        record),
      role(
        .receiver, receiver ?? Phrase("You run the recipient’s mail server", "受信側メールサーバーの管理者"),
        words.receiverSteps, command),
    ]
  }

  /// The command that lets the sender's mail through for a while.
  private var command: WhyPage.CopyBox? {
    guard let command = words.receiverCommand else { return nil }
    return WhyPage.CopyBox(
      id: "command", label: Phrase("Command on the mail server", "サーバーで実行するコマンド")[language],
      segments: [RecordSegments.Segment(command)], copy: Words.copy[language], copied: Words.copied[language])
  }

  /// The record to publish, where somebody is asked to publish one.
  private var record: WhyPage.CopyBox? {
    switch finding.situation {
    case .stale, .undecided, .broken: break
    default: return nil
    }
    guard let edit = finding.edit else { return nil }
    let isLong = edit.after.utf8.count > Self.longestString
    return WhyPage.CopyBox(
      id: "record", label: Phrase("TXT record of \(edit.domain)", "\(edit.domain) の TXT レコード")[language],
      before: edit.before.map { RecordSegments.Segment($0) },
      beforeLabel: Phrase("Published now", "現在の内容")[language],
      segments: RecordSegments(edit).segments, copy: Words.copy[language], copied: Words.copied[language],
      note: isLong
        ? Phrase(
          "It is longer than 255 characters: where a form does not split it by itself, enter it as several strings.",
          "255 文字を超えています。入力フォームが自動で分割しない場合は、複数の文字列に分けて入力してください。")[language] : nil)
  }

  /// The words of the domain's owner, which are not ours.
  private var quotations: [WhyPage.Quotation] {
    guard let explanation = outcome.explanation else { return [] }
    return [
      .init(
        source: Phrase("\(explanation.domain) says about this:", "\(explanation.domain) による説明:")[language],
        text: Printable.text(explanation.text))
    ]
  }

  private var technical: [WhyPage.Fact] {
    var facts = [
      WhyPage.Fact(
        label: Phrase("Result now", "現在の結果")[language], value: outcome.result.rawValue, isCode: true),
      WhyPage.Fact(
        label: Phrase("Identity", "検査対象")[language],
        value: words.isHelo ? "HELO (RFC 7208, 2.3)" : "MAIL FROM (RFC 7208, 2.4)"),
      WhyPage.Fact(
        label: Phrase("DNS lookups", "DNS 参照")[language],
        value: "\(outcome.counters.lookups)/10, void \(outcome.counters.voidLookups)/2"),
      WhyPage.Fact(
        label: Phrase("Checked at", "検査時刻")[language], value: "\(CivilTime(finding.time).text) UTC"),
    ]
    if let matched = outcome.matched {
      facts.insert(
        .init(
          label: Phrase("Decided by", "判定した項")[language],
          value: "\(matched.text.prefix(160)) (\(matched.domain))", isCode: true), at: 1)
    }
    if let ttl = outcome.ttl, outcome.result != .temperror {
      facts.append(.init(label: Phrase("Counts for", "有効期間")[language], value: "\(ttl) s"))
    }
    return facts
  }
}
