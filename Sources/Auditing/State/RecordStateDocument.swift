/// The JSON form of a state.
struct RecordStateDocument: Codable {
  static let currentFormat = "spf-audit-state-1"

  let format: String
  let time: Int64
  let domains: [RecordState.Entry]

  init(_ state: RecordState) {
    format = Self.currentFormat
    time = state.time
    domains = state.entries.sorted { $0.key < $1.key }.map(\.value)
  }
}
