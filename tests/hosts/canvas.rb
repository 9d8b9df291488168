# What Canvas keeps of a text: the part of its list that concerns frames, links and words (its gem canvas_sanitize, AGPL; the names
# of elements and attributes as of 2020 to 2023). Styles are left out here: what of them stays differs between versions.
require 'json'
require 'sanitize'

ALL = %w[class id title role lang dir aria-label]
RULES = {
  elements: %w[a b br div em i iframe p span strong],
  attributes: {
    :all => ALL,
    'a' => %w[href target name],
    'iframe' => %w[src width height name align frameborder scrolling sandbox allowfullscreen]
  },
  protocols: { 'a' => { 'href' => ['http', 'https', :relative] }, 'iframe' => { 'src' => ['http', 'https', :relative] } }
}
puts JSON.generate(JSON.parse(STDIN.read).map { |text| Sanitize.fragment(text, RULES) })
