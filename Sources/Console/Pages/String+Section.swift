public import Mustache

/// In a template a section of an empty text is left out, as one of an empty list is.
extension String: @retroactive MustacheCustomRenderable {
  /// The text itself.
  public var renderText: String { self }
  /// Whether it is empty.
  public var isNull: Bool { isEmpty }
}
