extension StringProtocol {
  /// The text without the characters at both ends for which `isIdle` holds.
  func trimmed(while isIdle: (Character) -> Bool) -> SubSequence {
    var text = self[startIndex..<endIndex].drop(while: isIdle)
    while let last = text.last, isIdle(last) { text.removeLast() }
    return text
  }
}
