extension OutgoingRejection {
  /// Whether a message of our own was refused for good and never delivered: whoever wrote it must send it again.
  public var isLost: Bool { !isTemporary && !wasDelivered && !origin.isForwarded }
}
