/// The words of lists of senders and of changes of records.
enum SenderWords {
  static let list: [String: Phrase] = [
    "senders": Phrase("Senders", "送信元の一覧"), "sender": Phrase("Domain and client", "ドメインと送信元"),
    "verdict": Phrase("Verdict", "判定"), "results": Phrase("Results", "結果"),
    "passed": Phrase("Passed", "通過"), "refused": Phrase("Refused", "拒否"),
    "last": Phrase("Last trouble (UTC)", "最後の問題 (UTC)"), "pending": Phrase("not looked into yet", "未調査"),
    "repaired": Phrase("repaired", "修正済み"),
  ]

  static let change: [String: Phrase] = [
    "before": Phrase("Before", "変更前"), "after": Phrase("After", "変更後"), "was": Phrase("was", "変更前:"),
    "becomes": Phrase("becomes", "変更後:"),
    "equal": Phrase(
      "Both mean the same for every address there is. This is proved, not sampled.",
      "すべてのアドレスについて同じ意味です(抽出ではなく全範囲で確認)。"),
    "unknowable": Phrase(
      "What it changes cannot be told: one of them cannot be evaluated, or DNS does not answer.",
      "意味の違いは判定できません(評価できないレコードがあるか、DNS が応答しません)。"),
  ]
}
