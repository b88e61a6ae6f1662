/// The manual page spf.yaml(5), made from the table.
public enum SettingsManual {
  /// The page in mdoc(7); `day` is its date, for instance 2026-11-25.
  public static func page(day: String) -> String {
    let defaults = ServiceSettings(hostName: "(the host's name)")
    var out = """
      .Dd \(day)
      .Dt SPF.YAML 5
      .Os
      .Sh NAME
      .Nm spf.yaml
      .Nd configuration of the SPF policy service
      .Sh DESCRIPTION
      The file that
      .Ic spf serve Fl -config
      and
      .Ic spf policy Fl -config
      read: YAML, each key with its sections.
      A key may be given in the environment, too, as
      .Ev SPF_
      and the key in capitals with an underscore for each dot, and where it says so on the command line.
      The command line counts over the environment, the environment over the file.
      .Pp
      .Ic spf config check
      tells what is wrong in a file.
      At SIGHUP the service reads it again.
      Keys that take effect only when the service starts are marked with (start), those that may stand in one of the
      .Cm policies
      with (policies).
      .Sh KEYS
      .Bl -tag -width indent

      """
    for setting in Schema.settings {
      let items = setting.write(defaults)
      let marks =
        (setting.effect == .restart ? " (start)" : "") + (setting.isForPolicies ? " (policies)" : "")
      out += ".It Cm \(setting.key)\n"
      out += text(setting.summary + marks) + "\n"
      out += text("Values: \(setting.words)\(setting.isList ? "; a list" : "").") + "\n"
      out +=
        text(items.isEmpty ? "Not given by default." : "Default: \(items.joined(separator: ", ")).") + "\n"
      if let option = setting.option { out += ".br\nOption:\n.Fl -\(option)\n" }
      if let policyd = setting.policyd { out += ".br\n" + text("policyd-spf.conf: \(policyd)") + "\n" }
    }
    return out + """
      .It Cm policies
      A list of other rules for some messages: each has
      .Cm match
      with
      .Cm recipients , recipient_domains , sender_domains ,
      of which one item of each that is given must match, and the keys with other values.
      The first that matches counts.
      .El
      .Sh SEE ALSO
      .Xr spf-serve 1 ,
      .Xr spf-config 1 ,
      .Xr spf-exempt 1

      """
  }

  /// A line of text that no reader takes for a macro.
  private static func text(_ text: String) -> String {
    let plain = text.replacing("`", with: "").replacing("\\", with: "\\e")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
