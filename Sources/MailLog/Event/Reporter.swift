/// The program whose words state an SPF outcome.
public enum Reporter: String, Sendable, Hashable, Codable {
  /// policyd-spf of the pypolicyd-spf and spf-engine lines.
  case policydSPF = "policyd-spf"
  /// postfix-policyd-spf-perl.
  case policydSPFPerl = "policyd-spf-perl"
  /// `spf serve` and `spf policy`.
  case spf
  /// Postfix, whose reply says that SPF was the reason.
  case postfix
  /// pyspf-milter.
  case pyspfMilter = "pyspf-milter"
  /// smf-spf.
  case smfSPF = "smf-spf"
  /// OpenDMARC.
  case openDMARC = "opendmarc"
  /// rspamd.
  case rspamd
  /// Exim.
  case exim
  /// SpamAssassin.
  case spamAssassin = "spamassassin"
  /// A header field or a text by another program.
  case other
}
