extension String {
  /// The text; nil if it is empty, which templates take for true.
  var orNil: String? { isEmpty ? nil : self }
}
