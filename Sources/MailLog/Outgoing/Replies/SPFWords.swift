/// The words that receivers use of a check's outcome, in lower case; most by their stems.
enum SPFWords {
  /// `fail`, `failed`, `softfail`, and in some other languages.
  static func isFailure(_ word: Octets) -> Bool {
    word.hasPrefix("fail") || word.hasPrefix("softfail") || word.hasPrefix("hardfail") || word == "neutral"
      || word.hasPrefix("fehlgeschlagen") || word.hasPrefix("fallid") || word.hasPrefix("fallit")
      || word.hasPrefix("fallo")
  }

  /// The record could not be found or evaluated: the outcomes of RFC 7208 sections 2.6.6 and 2.6.7.
  static func isError(_ word: Octets) -> Bool {
    word == "permerror" || word == "temperror" || word == "error" || word == "errors" || word == "permanent"
      || word == "temporary" || word == "servfail" || word == "dnsfail" || word == "permfail"
      || word == "timeout"
  }

  static func isPass(_ word: Octets) -> Bool {
    word == "pass" || word == "passed" || word == "passes" || word == "passing" || word == "ok"
  }

  /// What SPF gives or withholds.
  static func isPermission(_ word: Octets) -> Bool {
    word.hasPrefix("authori") || word.hasPrefix("allow") || word.hasPrefix("permit")
      || word.hasPrefix("designat")
      || word.hasPrefix("match") || word.hasPrefix("list") || word.hasPrefix("valid")
      || word.hasPrefix("verif")
      || word.hasPrefix("contain") || word.hasPrefix("includ") || word.hasPrefix("satisf")
      || word.hasPrefix("compl") || word.hasPrefix("erlaubt") || word.hasPrefix("berechtigt")
  }

  static func isNegation(_ word: Octets) -> Bool {
    word == "not" || word == "no" || word == "never" || word == "cannot" || word == "nicht"
      || word == "neither"
      || word.hasSuffix("n't") || word == "didn" || word == "doesn" || word == "isn"
  }

  static func isRefusal(_ word: Octets) -> Bool {
    word.hasPrefix("reject") || word.hasPrefix("refus") || word.hasPrefix("prohibit")
      || word.hasPrefix("forbid")
      || word.hasPrefix("unauthori") || word.hasPrefix("violat") || word.hasPrefix("mismatch")
      || word == "denied" || word.hasPrefix("block") || word.hasPrefix("forg") || word.hasPrefix("spoof")
      || word.hasPrefix("disallow") || word.hasPrefix("rifiut") || word.hasPrefix("abgelehnt")
      || word.hasPrefix("defer")
  }

  /// What a receiver tells the sender to do.
  static func isAdvice(_ word: Octets) -> Bool {
    word == "check" || word == "verify" || word == "ensure" || word == "see" || word == "about"
      || word == "publish" || word == "configure" || word == "setup" || word == "set" || word == "add"
      || word == "fix" || word == "review" || word == "correct" || word == "sure" || word == "implement"
      || word == "deploy" || word == "use" || word == "inspect" || word == "enable"
  }
}
