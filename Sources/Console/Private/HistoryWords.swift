internal import History

/// What to do when history cannot be read. What the database itself said has one language only.
enum HistoryWords {
  /// That it cannot be read.
  static let title = Phrase("The history cannot be read", "履歴を読み取れません")

  /// What happened and what helps.
  static func phrase(_ error: HistoryError) -> Phrase {
    Phrase("\(error.reason); \(error.remedy).", "\(error.reason)。\(japanese(error.code))。")
  }

  private static func japanese(_ code: HistoryError.Code) -> String {
    switch code {
    case .malformedLocation: "sqlite:/パス または postgresql://ユーザー@ホスト/データベース の形で指定してください"
    case .unreachable: "存在するか、このユーザーが使用できるかを確認してください"
    case .slow: "何の処理に時間がかかっているかを確認し、しばらくしてからお試しください"
    case .locked: "ほかのどのプロセスが開いているかを確認してください"
    case .full: "ファイルシステムの空き容量を増やしてください"
    case .corrupt: "バックアップから復元するか、取り除いてください"
    case .newerSchema(let found, let known):
      "スキーマの版は \(found) ですが、このプログラムが扱えるのは \(known) までです。書き込んだプログラムか、より新しいものを使ってください"
    case .refused: "データベースのログを確認してください"
    }
  }
}
