// Findings about coordinate references and about where data lie.

extension FindingKind {
  // MARK: Coordinate references

  /// A reference without a code that is one of EPSG's by its parameters.
  public static let crsRecognised = FindingKind(
    "crs-recognised", .note,
    "the stored CRS \"{read}\" has no code; by its parameters it is {taken} and is taken as that. To take another: {option} EPSG:CODE",
    vi:
      "hệ tọa độ lưu trong tệp “{read}” không có mã; theo tham số đây là {taken} và được dùng như vậy. Muốn dùng hệ khác: {option} EPSG:MÃ"
  )
  /// A zone of VN-2000 under a header that knows no datum shift.
  public static let crsWithoutShift = FindingKind(
    "crs-without-shift", .error,
    "the projection is that of {zone}, but the header knows no shift between VN-2000 and WGS 84 (\"{read}\"). Read as VN-2000 or as WGS 84, the middle of the data lies {m} m apart. Numbers of this zone are almost always VN-2000: then state {option} {code}. If they really are WGS 84: {option} as-stored",
    vi:
      "phép chiếu là của {zone}, nhưng phần khai báo không có tính chuyển giữa VN-2000 và WGS 84 (“{read}”). Đọc theo VN-2000 hay theo WGS 84, tâm dữ liệu lệch nhau {m} m. Số liệu theo múi này hầu như luôn là VN-2000: khi đó hãy dùng {option} {code}. Nếu đúng là WGS 84: {option} as-stored"
  )
  /// A shift that is far from that of VN-2000.
  public static let crsWrongShift = FindingKind(
    "crs-wrong-shift", .error,
    "the projection is that of {zone}, but the header's shift to WGS 84 ({shift}) is not that of Decision 05/2007/QĐ-BTNMT (-191.904, -39.303, -111.450 m; look at the signs): the middle of the data lies {m} m from where VN-2000 puts it. If the numbers are VN-2000: {option} {code}; to keep the header: {option} as-stored",
    vi:
      "phép chiếu là của {zone}, nhưng tham số tính chuyển sang WGS 84 trong tệp ({shift}) khác với Quyết định 05/2007/QĐ-BTNMT (-191.904, -39.303, -111.450 m; hãy xem lại dấu): tâm dữ liệu lệch {m} m so với vị trí theo VN-2000. Nếu số liệu là VN-2000: {option} {code}; nếu giữ khai báo của tệp: {option} as-stored"
  )
  /// Rotations with the signs of the other convention.
  public static let crsRotationSign = FindingKind(
    "crs-rotation-sign", .warning,
    "the header has the shift of VN-2000 with the rotation signs of the other convention (Decision 05/2007/QĐ-BTNMT states them for a turning frame, +towgs84 wants them reversed); it is used as stored, {m} m from {zone} at the middle of the data. For the Decision: {option} {code}; to keep the header: {option} as-stored",
    vi:
      "khai báo dùng tham số VN-2000 nhưng dấu các góc xoay theo quy ước ngược (Quyết định 05/2007/QĐ-BTNMT cho quy ước xoay khung tọa độ, +towgs84 cần dấu ngược lại); vẫn dùng như đã lưu, lệch {m} m so với {zone} tại tâm dữ liệu. Theo Quyết định: {option} {code}; nếu giữ khai báo của tệp: {option} as-stored"
  )
  /// A shift that nearly is that of VN-2000.
  public static let crsShiftInexact = FindingKind(
    "crs-shift-inexact", .warning,
    "the header's shift to WGS 84 ({shift}) is not quite that of VN-2000; it is used as stored, {m} m from {zone} at the middle of the data. For the parameters of Decision 05/2007/QĐ-BTNMT: {option} {code}; to keep the header: {option} as-stored",
    vi:
      "tham số tính chuyển sang WGS 84 trong tệp ({shift}) hơi khác với VN-2000; vẫn dùng như đã lưu, lệch {m} m so với {zone} tại tâm dữ liệu. Theo tham số của Quyết định 05/2007/QĐ-BTNMT: {option} {code}; nếu giữ khai báo của tệp: {option} as-stored"
  )
  /// A forest-status layer in UTM on WGS 84.
  public static let crsStatusOnWGS84 = FindingKind(
    "crs-status-on-wgs84", .warning,
    "a forest-status layer in {read}: such layers are kept in VN-2000 by rule. If its numbers are VN-2000, all parcels lie {m} m off: then state {option} {code}. If it was converted on purpose: {option} as-stored",
    vi:
      "lớp diễn biến rừng theo {read}: theo quy định lớp này dùng VN-2000. Nếu số liệu là VN-2000 thì mọi lô lệch {m} m: khi đó hãy dùng {option} {code}. Nếu đã chủ động chuyển hệ: {option} as-stored"
  )

  // MARK: Position

  /// Another zone puts the layer where it belongs.
  public static let crsOtherZone = FindingKind(
    "crs-other-zone", .error,
    "read in {crs} the data lie at {place}, not where they should ({expected}); other zones put them there: {candidates}. State the right one, e.g. {option} {first}; to keep what is stored: {option} as-stored. Zones whose places differ by less than 1 km can't be told apart from here: ask where the file comes from",
    vi:
      "đọc theo {crs}, dữ liệu nằm tại {place}, không phải nơi cần có ({expected}); các múi khác đưa dữ liệu về đúng chỗ: {candidates}. Hãy chỉ rõ hệ đúng, ví dụ {option} {first}; nếu giữ hệ đã lưu: {option} as-stored. Các múi cho vị trí lệch nhau dưới 1 km thì không phân biệt được từ đây: hãy hỏi nguồn của tệp"
  )
  /// Every x stands where y should.
  public static let axesSwapped = FindingKind(
    "axes-swapped", .error,
    "x and y are swapped: read in {crs} the data lie outside {expected}, swapped they lie inside. Swap them in QGIS (Processing, “Swap X and Y coordinates”), save the layer and run again",
    vi:
      "x và y bị đổi chỗ: đọc theo {crs}, dữ liệu nằm ngoài {expected}, đổi chỗ thì nằm trong. Hãy đổi lại trong QGIS (Processing, “Swap X and Y coordinates”), lưu lớp rồi chạy lại"
  )
  /// The same for a table of plots.
  public static let plotsAxesSwapped = FindingKind(
    "plots-axes-swapped", .error,
    "x and y of the plots are swapped: as read {count} of {total} plots lie away from the parcels, swapped they lie among them. In Vietnamese survey practice X is north; the column x is east here. State --column plots.x=NAME --column plots.y=NAME with the names exchanged",
    vi:
      "x và y của ô bị đổi chỗ: như đã đọc, {count} trên {total} ô nằm ngoài các lô, đổi chỗ thì nằm giữa các lô. Trong trắc địa Việt Nam X là Bắc; ở đây cột x là Đông. Hãy dùng --column plots.x=TÊN --column plots.y=TÊN với hai tên đổi chỗ"
  )
  /// Plots and parcels in different zones.
  public static let plotsOtherZone = FindingKind(
    "plots-other-zone", .error,
    "read in {crs} the plots lie at {place}, the parcels at {expected}. Either the plots are in another zone ({candidates}): state --plots-crs {first}; or the parcels are ({parcelcandidates}): state --parcels-crs {parcelfirst}. Zones whose places differ by less than 1 km can't be told apart from here: ask where the files come from",
    vi:
      "đọc theo {crs}, các ô nằm tại {place}, còn các lô tại {expected}. Hoặc ô thuộc múi khác ({candidates}): dùng --plots-crs {first}; hoặc lô thuộc múi khác ({parcelcandidates}): dùng --parcels-crs {parcelfirst}. Các múi cho vị trí lệch nhau dưới 1 km thì không phân biệt được từ đây: hãy hỏi nguồn của tệp"
  )
  /// Degrees where metres are said to be.
  public static let degreesAsMetres = FindingKind(
    "degrees-as-metres", .error,
    "the coordinates ({box}) are degrees, but {crs} is in metres; state {option} EPSG:4326 if they come from a GPS (WGS 84), {option} EPSG:4756 for VN-2000",
    vi:
      "tọa độ ({box}) tính bằng độ, nhưng {crs} tính bằng mét; hãy dùng {option} EPSG:4326 nếu lấy từ máy GPS (WGS 84), {option} EPSG:4756 nếu theo VN-2000"
  )
  /// Metres where degrees are said to be.
  public static let metresAsDegrees = FindingKind(
    "metres-as-degrees", .error,
    "the coordinates ({box}) are no degrees, but {crs} is in degrees; references that fit: {candidates}. State the right one, e.g. {option} {first}",
    vi:
      "tọa độ ({box}) không phải là độ, nhưng {crs} tính bằng độ; các hệ phù hợp: {candidates}. Hãy chỉ rõ hệ đúng, ví dụ {option} {first}"
  )
  /// Kilometres where metres are said to be.
  public static let coordinatesInKilometres = FindingKind(
    "coordinates-in-km", .error,
    "the coordinates ({box}) are kilometres, but {crs} is in metres; multiply them by 1000 and run again",
    vi: "tọa độ ({box}) tính bằng km, nhưng {crs} tính bằng mét; hãy nhân với 1000 rồi chạy lại")
  /// Data outside the area that their reference is made for.
  public static let positionOutsideArea = FindingKind(
    "position-outside-area", .warning,
    "read in {crs} the data lie at {place}; {percent} of that box lies where they should ({expected}). Look at it on a map; another CRS is stated with {option} EPSG:CODE",
    vi:
      "đọc theo {crs}, dữ liệu nằm tại {place}; {percent} khung này nằm ở nơi cần có ({expected}). Hãy xem trên bản đồ; chỉ rõ hệ tọa độ khác bằng {option} EPSG:MÃ"
  )
  /// VN-2000 beyond Viet Nam.
  public static let positionNotInVietNam = FindingKind(
    "position-not-in-viet-nam", .error,
    "read in {crs} the data lie outside Viet Nam ({place}), where VN-2000 is not used; coordinates {box}. State the right CRS with {option} EPSG:CODE",
    vi:
      "đọc theo {crs}, dữ liệu nằm ngoài Việt Nam ({place}), nơi không dùng VN-2000; tọa độ {box}. Hãy chỉ rõ hệ tọa độ đúng bằng {option} EPSG:MÃ"
  )
  /// A stated reference puts the data where they are not expected.
  public static let positionUnlikely = FindingKind(
    "position-unlikely", .warning,
    "in {crs}, as stated, the data lie at {place}, not where they should ({expected}); what fits better: {candidates}. Look at it on a map before the figures are used",
    vi:
      "theo {crs} như đã chỉ rõ, dữ liệu nằm tại {place}, không phải nơi cần có ({expected}); hệ phù hợp hơn: {candidates}. Hãy xem trên bản đồ trước khi dùng số liệu"
  )
  /// Two inputs that share no land.
  public static let layersApart = FindingKind(
    "layers-apart", .error,
    "the data lie {km} km from {other} and share no land with it: {place} here, {otherplace} there. One of the two has another CRS than stored or stated; state it with {option}",
    vi:
      "dữ liệu cách {other} {km} km và không có phần chung: ở đây {place}, ở kia {otherplace}. Một trong hai có hệ tọa độ khác với khai báo; hãy chỉ rõ bằng {option}"
  )

  // MARK: Plots

  /// Longitude and latitude by name, without a reference.
  public static let plotsCRSAssumed = FindingKind(
    "plots-crs-assumed", .warning,
    "columns of longitude and latitude without a CRS are taken as WGS 84, as a GPS gives them. To confirm: --plots-crs EPSG:4326; if they were computed from VN-2000 without a shift (about 223 m away): --plots-crs EPSG:4756",
    vi:
      "cột kinh độ, vĩ độ không ghi hệ tọa độ được hiểu là WGS 84 như máy GPS. Để xác nhận: --plots-crs EPSG:4326; nếu được tính từ VN-2000 không qua tính chuyển (lệch khoảng 223 m): --plots-crs EPSG:4756"
  )
  /// One plot with x and y in each other's place.
  public static let plotCoordinatesSwapped = FindingKind(
    "plot-coordinates-swapped", .error,
    "x and y of the plot are swapped: read {x}, {y}, it lies {km} km from the parcels; swapped it lies among them. Exchange the two cells (x is east, y is north)",
    vi:
      "x và y của ô bị đổi chỗ: đọc được {x}, {y}, ô cách các lô {km} km; đổi chỗ thì nằm giữa các lô. Hãy đổi hai giá trị này (x là Đông, y là Bắc)"
  )
  /// One plot in the numbers of another zone.
  public static let plotOtherZone = FindingKind(
    "plot-other-zone", .error,
    "read {x}, {y} in {crs}, the plot lies {km} km from the parcels; in {candidates} it would lie among them. Convert the two cells to {crs}, or fill in stratum. Which zone it is, the field sheet or the GPS must say",
    vi:
      "đọc được {x}, {y} theo {crs}, ô cách các lô {km} km; theo {candidates} thì ô nằm giữa các lô. Hãy chuyển hai giá trị này sang {crs} hoặc điền cột stratum. Phiếu hiện trường hoặc máy GPS cho biết đúng múi nào"
  )
  /// One plot far from all parcels, where its position decides nothing.
  public static let plotFarAway = FindingKind(
    "plot-far-away", .warning,
    "read {x}, {y}, the plot lies {km} km from the parcels; what would put it among them: {candidates}. Its position decides nothing in this run; correct it all the same",
    vi:
      "đọc được {x}, {y}, ô cách các lô {km} km; cách đọc đưa ô về giữa các lô: {candidates}. Vị trí của ô không ảnh hưởng lần tính này; vẫn nên sửa"
  )

  static let coordinates: [FindingKind] = [
    crsRecognised, crsWithoutShift, crsWrongShift, crsRotationSign, crsShiftInexact,
    crsStatusOnWGS84, crsOtherZone, axesSwapped, plotsAxesSwapped, plotsOtherZone,
    degreesAsMetres, metresAsDegrees, coordinatesInKilometres, positionOutsideArea,
    positionNotInVietNam,
    positionUnlikely, layersApart, plotsCRSAssumed, plotCoordinatesSwapped, plotOtherZone,
    plotFarAway,
  ]
  static let blockingCoordinates: [FindingKind] = [
    crsWithoutShift, crsWrongShift, crsOtherZone, axesSwapped, plotsAxesSwapped, plotsOtherZone,
    degreesAsMetres, metresAsDegrees, coordinatesInKilometres, positionNotInVietNam, layersApart,
  ]
}
