/// Text of people and files made fit for print, without leaving anything out.
enum Printable {
  /// The text on one line. Characters that XML cannot hold become U+FFFD; whoever turns the direction of
  /// writing turns it back at the end of the text, so that nothing behind it is turned too.
  static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isPlain($0) }) else { return text }
    var out = String.UnicodeScalarView()
    var embeddings = 0
    var isolates = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: out.append("\u{FFFD}")
      default:
        switch scalar.value {
        case 0x202A, 0x202B, 0x202D, 0x202E: embeddings += 1
        case 0x2066...0x2068: isolates += 1
        case 0x202C: embeddings = max(0, embeddings - 1)
        case 0x2069: isolates = max(0, isolates - 1)
        default: break
        }
        out.append(scalar)
      }
    }
    for _ in 0..<embeddings { out.append("\u{202C}") }
    for _ in 0..<isolates { out.append("\u{2069}") }
    return String(out)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x2028, 0x202F..<0x2066, 0x206A..<0xFFFE, 0x1_0000...: true
    default: false
    }
  }

  /// Width of the widest word in em, of Times or a face of its widths: digits exactly, letters nearly.
  static func widestWord(_ text: String) -> Double {
    var widest = 0.0
    var word = 0.0
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      switch scalar {
      // Days such as 2026-10-12 are not parted at their hyphens.
      case "-" where ("0"..."9").contains(last): word += 0.33
      case " ", "-", "\u{200B}":
        widest = max(widest, word)
        word = 0
      case "0"..."9", "a", "b", "d", "e", "g", "h", "k", "n", "o", "p", "q", "u", "v", "x", "y":
        word += 0.5
      case "m", "w", "A"..."Z", "%", "≈", "±", "−", "Đ": word += 0.74
      case ".", ",", "i", "j", "l", "t", "f", "r", "(", ")", "[", "]", "/", ":", ";": word += 0.31
      // A mark that stands above or below a letter takes no room.
      case "\u{0300}"..."\u{036F}": break
      case "\u{2E80}"...: word += 1
      default: word += 0.5
      }
    }
    return max(widest, word)
  }
}
