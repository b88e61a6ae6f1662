/// Lines in words go one way, lines of JSON another.
final class SplitDestination: LogDestination {
  private let words: any LogDestination
  private let json: any LogDestination

  init(words: any LogDestination, json: any LogDestination) {
    self.words = words
    self.json = json
  }

  func deliver(_ lines: [LogLine]) {
    for (style, destination) in [(LogLine.Style.words, words), (.json, json)] {
      let chosen = lines.filter { $0.style == style }
      if !chosen.isEmpty { destination.deliver(chosen) }
    }
  }
}
