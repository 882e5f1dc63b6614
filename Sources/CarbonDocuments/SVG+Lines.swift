import ForestModel

extension SVG {
  /// Width of a text, rather too wide than too narrow: after DejaVu Sans, the widest of the fonts that a
  /// picture asks for.
  static func width(of text: String, size: Double = 11, isBold: Bool = false) -> Double {
    text.reduce(0) { $0 + width(of: $1) } * size * (isBold ? 1.13 : 1)
  }

  static func width(of runs: [Run], size: Double = 11, isBold: Bool = false) -> Double {
    runs.reduce(0) { $0 + width(of: $1.text, size: size, isBold: isBold) }
  }

  /// Width of a letter as a share of its size.
  private static func width(of character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", "J", ".", ",", " ", "'", "|", "\u{A0}": return 0.33
    case "t", "f", "r", "(", ")", "[", "]", "/", ":", ";", "-", "!": return 0.42
    case "m", "w", "M", "W", "%", "@", "+", "−", "×", "=", "<", ">", "…", "→": return 1
    default: break
    }
    if character.isUppercase { return 0.79 }
    // Vietnamese letters with a horn are wider; scripts beyond Latin up to twice as wide.
    if "ưứừửữự".contains(character) { return 0.73 }
    return (character.unicodeScalars.first?.value ?? 0) < 0x2000 ? 0.64 : 1.1
  }

  /// The runs broken at spaces into lines no wider than `width`. A word wider than a line is broken
  /// within; a number never is. No lines for a text without words.
  static func lines(
    _ runs: [Run], within width: Double, size: Double, isBold: Bool = false
  ) -> [[Run]] {
    var lines: [[Run]] = []
    var used = 0.0
    let space = Self.width(of: " ", size: size, isBold: isBold)
    for word in words(runs) {
      let wide = Self.width(of: word, size: size, isBold: isBold)
      if !lines.isEmpty, used + space + wide <= width {
        lines[lines.count - 1] += [.text(" ")] + word
        used += space + wide
      } else if wide <= width {
        lines.append(word)
        used = wide
      } else {
        for piece in pieces(word, within: width, size: size, isBold: isBold) {
          lines.append(piece)
          used = Self.width(of: piece, size: size, isBold: isBold)
        }
      }
    }
    return lines
  }

  /// Width of the widest word: lines narrower than it break a word.
  static func widestWord(_ runs: [Run], size: Double) -> Double {
    words(runs).map { width(of: $0, size: size) }.max() ?? 0
  }

  /// Words of the runs; runs without a space between them belong to one word.
  private static func words(_ runs: [Run]) -> [[Run]] {
    var words: [[Run]] = [[]]
    for run in runs {
      if case .figure = run {
        words[words.count - 1].append(run)
        continue
      }
      var current = ""
      for character in run.text {
        if character.isWhitespace, character != "\u{A0}" {
          if !current.isEmpty { words[words.count - 1].append(.text(current)) }
          words.append([])
          current = ""
        } else {
          current.append(character)
        }
      }
      if !current.isEmpty { words[words.count - 1].append(.text(current)) }
    }
    return words.filter { !$0.isEmpty }
  }

  /// A word that is wider than a line, broken between letters.
  private static func pieces(
    _ word: [Run], within width: Double, size: Double, isBold: Bool
  ) -> [[Run]] {
    var pieces: [[Run]] = [[]]
    var used = 0.0
    for run in word {
      var parts: [Run] = [run]
      if case .figure = run {} else { parts = run.text.map { .text(String($0)) } }
      for part in parts {
        let wide = Self.width(of: part.text, size: size, isBold: isBold)
        if used > 0, used + wide > width {
          pieces.append([])
          used = 0
        }
        if case .text(let more) = part, case .text(let text)? = pieces[pieces.count - 1].last {
          pieces[pieces.count - 1].removeLast()
          pieces[pieces.count - 1].append(.text(text + more))
        } else {
          pieces[pieces.count - 1].append(part)
        }
        used += wide
      }
    }
    return pieces
  }

  /// Writes lines below one another, the first at `y`; returns how far down they reach from there to the
  /// place of a next line.
  @discardableResult
  mutating func text(
    _ x: Double, _ y: Double, lines: [[Run]], leading: Double, anchor: Anchor = .start,
    size: Double = 11, fill: String = SVG.ink, isBold: Bool = false
  ) -> Double {
    for (index, line) in lines.enumerated() {
      text(
        x, y + Double(index) * leading, line, anchor: anchor, size: size, fill: fill,
        isBold: isBold)
    }
    return Double(lines.count) * leading
  }

  /// A line of a legend: the sample is drawn by `sample` 18 wide and 10 high with its corner at the place
  /// given. Returns the height used.
  mutating func legend(
    _ y: Double, _ runs: [Run], sample: (inout SVG, Double, Double) -> Void
  ) -> Double {
    sample(&self, 2, y)
    let lines = Self.lines(runs, within: Self.width - 32, size: 9.5)
    return max(15, text(26, y + 8.5, lines: lines, leading: 11.5, size: 9.5) + 3)
  }
}
