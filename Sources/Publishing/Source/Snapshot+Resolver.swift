public import SPF

extension Snapshot {
  /// Answers as DNS did then; what was not asked then is a failure.
  public var resolver: any Resolver { SnapshotResolver(self) }
}
