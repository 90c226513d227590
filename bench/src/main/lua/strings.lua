-- Text: patterns, replacing, joining, formatting, characters.
local text = ("the quick brown fox jumps over the lazy dog "):rep(400)
local words, keys = {}, {}
for round = 1, 3 do
  for word in text:gmatch("%a+") do words[word] = (words[word] or 0) + 1 end
end
for word in pairs(words) do keys[#keys + 1] = word end
table.sort(keys)
for i, word in ipairs(keys) do keys[i] = word .. "=" .. words[word] end
print(table.concat(keys, " "))
local replaced, count = text:gsub("o(.)", function(next) return "0" .. next:upper() end)
print(#replaced, count, replaced:find("D0G", 1, true), replaced:sub(1, 19))
local parts = {}
for i = 1, 20000 do parts[#parts + 1] = string.format("%d:%s", i % 97, string.char(97 + i * 31 % 26)) end
local joined = table.concat(parts, ",")
local sum = 0
for i = 1, #joined, 3 do sum = (sum * 31 + joined:byte(i)) % 1000003 end
print(#joined, sum, joined:reverse():sub(1, 12), joined:upper():find("96:", 1, true))
