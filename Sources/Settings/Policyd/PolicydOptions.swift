/// Every option that policyd-spf, pyspf-milter and their manuals know.
enum PolicydOptions {
  static let all: [PolicydOption] = decisions + exemptions + texts + others + milter

  static func option(_ name: String) -> PolicydOption? { all.first { $0.name == name } }

  /// Which results are refused.
  private static func rejection(_ name: String, _ key: String, _ words: [String]) -> PolicydOption {
    let word = PolicydOption.word(name, key, words)
    return PolicydOption(name) { entry, out in
      if entry.value == "SPF_Not_Pass" {
        out.note(
          entry,
          "policyd-spf let permerror pass, against its manual; here it is refused. Softfail or Fail refuses less.",
          refusesMore: true)
      }
      word.translate(entry, &out)
    }
  }

  private static let decisions: [PolicydOption] = [
    rejection(
      "HELO_reject", "helo.reject", ["SPF_Not_Pass", "Softfail", "Fail", "Null", "False", "No_Check"]),
    rejection(
      "Mail_From_reject", "mail_from.reject", ["SPF_Not_Pass", "Softfail", "Fail", "False", "No_Check"]),
    .truth("PermError_reject", "errors.reject_permerror"),
    .truth("TempError_Defer", "errors.defer_temperror", yes: "if-permit"),
    .truth("No_Mail", "no_mail_only"),
    .list("Reject_Not_Pass_Domains", "strict_domains"),
    PolicydOption("HELO_pass_restriction") { entry, out in
      out.note(
        entry,
        "policyd-spf let a message with this result pass whatever MAIL FROM came to, and answered \"None\" when that "
          + "passed too; here a refused MAIL FROM is refused, and the restriction is answered otherwise.",
        refusesMore: true)
      out.set("helo.pass_action", [entry.value], entry)
    },
    PolicydOption("Mail_From_pass_restriction") { entry, out in
      out.set("mail_from.pass_action", [entry.value], entry)
    },
    PolicydOption("TestOnly") { entry, out in
      if entry.value == "0" {
        out.note(
          entry,
          "policyd-spf neither refused nor logged; here the log has what would have been refused, and the header field "
            + "the result.")
      }
      out.set("monitor", [entry.value == "0" ? "yes" : "no"], entry)
    },
    PolicydOption("defaultSeedOnly") { entry, out in
      out.note(
        entry,
        "policyd-spf warned and did nothing, and so do we; for a test that refuses nothing write monitor: yes."
      )
    },
    PolicydOption("Prospective", .service) { entry, out in
      out.set("prospective_client", [entry.value], entry)
    },
  ]

  private static let exemptions: [PolicydOption] = [
    .list("skip_addresses", "exemptions.local_networks"),
    .list("Whitelist", "exemptions.relays"),
    .list("HELO_Whitelist", "exemptions.helo_names"),
    .list("Domain_Whitelist", "exemptions.relay_domains"),
    .list(
      "Domain_Whitelist_PTR", "exemptions.reverse_names",
      remark:
        "policyd-spf believed the reverse name, which is the client's own word, and took notexample.com for "
        + "example.com; here the name must lead back to the client, and be the domain or below it."
    ) { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 },
    .number("Whitelist_Lookup_Time", "exemptions.time"),
    PolicydOption("Per_User", .service) { entry, out in
      let parts = entry.value.split(separator: ",", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2, parts[0] == "text" else {
        return out.note(entry, "expected text,/PATH: not used.")
      }
      out.perUser = (parts[1], entry)
      out.note(
        entry,
        "policyd-spf read the file for every request; here it is read when the service starts, and at SIGHUP."
      )
    },
  ]

  private static let texts: [PolicydOption] = [
    PolicydOption("SPF_Enhanced_Status_Codes") { entry, out in
      out.set("reply.enhanced_codes", [entry.value == "No" ? "no" : "yes"], entry)
    },
    PolicydOption("Header_Type", .service) { entry, out in
      let isAR = entry.value.contains("AR")
      if isAR, entry.value.contains("SPF") {
        out.note(entry, "policyd-spf ended with an error for every message; here SPF is used.")
        return out.set("header.type", ["SPF"], entry)
      }
      out.set("header.type", [entry.value == "None" ? "None" : isAR ? "AR" : "SPF"], entry)
    },
    PolicydOption("Hide_Receiver", .service) { entry, out in
      out.set("header.hide_receiver", [entry.value == "No" ? "no" : "yes"], entry)
    },
    PolicydOption("Authserv_Id", .service) { entry, out in
      if entry.value == "HOSTNAME" { return }
      if entry.value == "HEADER" {
        out.note(
          entry,
          "this word is a slip of the sample file; the name of the host is meant: write it, or leave it out.")
      }
      out.set("header.authserv_id", [entry.value], entry)
    },
    PolicydOption("Reason_Message") { entry, out in out.set("reply.message", [entry.value], entry) },
    PolicydOption("Reason_URL") { entry, out in out.set("reply.url", [entry.value], entry) },
  ]

  private static let others: [PolicydOption] = [
    PolicydOption("debugLevel", .service) { entry, out in
      guard let level = Int(entry.value) else {
        return out.note(
          entry, "\"\(entry.value)\" is no number, and policyd-spf did not start; the default is used.")
      }
      if level > 2 { out.note(entry, "above 2 there is nothing more to tell here; 2 is used.") }
      out.set("log.level", ["\(min(max(level, -1), 2))"], entry)
    },
    .number("Lookup_Time", "limits.time", .service),
    .number("Void_Limit", "limits.void_lookups"),
    PolicydOption("Mock", .service) { entry, out in
      out.note(
        entry,
        "with any value, False too, policyd-spf checked nothing and answered dunno; here the option is not used, and mail "
          + "is checked.")
    },
    PolicydOption("QueueID", .service) { entry, out in
      out.note(
        entry,
        "policyd-spf did not know the option that its manual describes; here a log line begins with the queue ID if "
          + "there is one.")
    },
  ]

  private static let milter: [PolicydOption] = [
    PolicydOption("Socket", .milter) { entry, out in
      out.note(entry, "the socket of pyspf-milter (\(entry.value)); say yourself where the service listens.")
    },
    PolicydOption("PidFile", .milter) { entry, out in
      out.note(entry, "not needed: the service stays in the foreground, and systemd knows its process.")
    },
    PolicydOption("UserID", .milter) { entry, out in
      let parts = entry.value.split(separator: ":").map(String.init)
      if let user = parts.first { out.set("server.user", [user], entry) }
      if parts.count > 1 { out.set("server.group", [parts[1]], entry) }
    },
    PolicydOption("UMask", .milter) { entry, out in
      guard let mask = Int(entry.value), (0...0o777).contains(mask) else {
        return out.note(entry, "\"\(entry.value)\" is no mask: not used.")
      }
      out.set("server.socket_mode", [String(0o666 & ~mask, radix: 8)], entry)
    },
    PolicydOption("InternalHosts", .milter) { entry, out in
      let items = entry.value.split { ", \t".contains($0) }.map(String.init)
      out.note(entry, "besides these, the networks of skip_addresses are needed, if there are some.")
      out.setList("exemptions.local_networks", items, entry)
    },
    PolicydOption("IntHosts", .milter) { entry, out in
      out.note(entry, "a value of pyspf-milter's own, made from InternalHosts: not used.")
    },
    PolicydOption("MacroList", .milter) { entry, out in
      out.note(
        entry,
        "connections that a macro marks as our own have no option here; name their networks under "
          + "exemptions.local_networks.")
    },
  ]
}
