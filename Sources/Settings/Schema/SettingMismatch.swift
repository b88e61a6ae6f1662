/// Why a value is not what its key wants.
struct SettingMismatch: Error {
  /// Which item of a list; 0 for a value that is none.
  var item = 0
  /// What is wrong, with the value.
  let message: String
  /// What to do.
  let remedy: String
}
