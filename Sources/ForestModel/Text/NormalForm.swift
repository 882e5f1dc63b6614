@_spi(_Unicode) import Swift

/// Unicode's composed normal form (NFC; Unicode Standard Annex 15): "ừ" as one letter, never as a
/// letter with two marks. File systems of macOS and Windows-1258 leave the marks apart.
public enum NormalForm {
  /// The text in NFC. Costs nothing but a look where no mark stands alone.
  public static func composed(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy(isComposed) { return text }
    var scalars = String.UnicodeScalarView()
    // The standard library has the tables; it offers them only under this name.
    for scalar in text._nfc { scalars.append(scalar) }
    return String(scalars)
  }

  /// Letters that no neighbour can change: everything before the combining marks, and the block of
  /// the toned Vietnamese letters.
  private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x300 || (0x1E00...0x1EFF).contains(scalar.value)
  }
}
