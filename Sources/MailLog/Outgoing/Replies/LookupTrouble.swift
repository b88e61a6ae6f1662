/// Whether a reply that blames SPF tells of nothing but the receiver's own trouble with DNS: temperror (RFC 7208
/// section 2.6.6), which X.7.24 (RFC 7372 section 3.2) shares with permerror.
struct LookupTrouble {
  /// Whether it does.
  let isTold: Bool

  /// Words that tell of the record itself, which trying again does not mend.
  private static let lasting: [StaticString] = [
    "permerror", "permanent", "permfail", "too many", "exceed", "syntax", "invalid", "multiple", "suspicious",
    "missing", "require", "no spf", "not found", "not exist", "none", "malformed",
  ]
  /// Words that tell of time, whatever stands beside.
  private static let passing: [StaticString] = [
    "temperror", "temp error", "temporary error", "temporary dns", "spf temporary", "servfail", "dnsfail",
    "dns timeout", "dns time-out", "dns timed out", "spf timeout", "lookup timeout", "lookup timed out",
  ]
  /// Words that do so in a reply that asks to try again.
  private static let open: [StaticString] = [
    "temporar", "timeout", "timed out", "lookup", "dns", "error", "unable", "could not", "couldn't", "cannot",
  ]

  /// Looks at `reply`, in which `kind` is what a rule found blamed.
  init(_ reply: ReceiverReply, _ kind: OutgoingRejection.Kind) {
    isTold = reply.prose.withOctets { prose in
      func has(_ phrases: [StaticString]) -> Bool { phrases.contains { prose.contains($0) } }
      guard kind == .spf || kind == .record, !has(Self.lasting) else { return false }
      if has(Self.passing) { return true }
      guard kind == .record, 400..<500 ~= reply.code else { return false }
      return reply.hasEnhancedCode(".7.24") || has(Self.open)
    }
  }
}
