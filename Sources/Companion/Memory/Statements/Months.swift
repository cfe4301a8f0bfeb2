/// The names of months, in the languages that the rules know.
enum Months {
    static let all = Set(
        words: """
            january february march april may june july august september october november december jan feb mar apr jun \
            jul aug sep sept oct nov dec januar jänner februar märz mai juni juli oktober dezember okt dez janvier \
            février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo \
            junio julio agosto septiembre octubre noviembre diciembre
            """)
}
