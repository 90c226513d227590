-- Errors of three kinds that are caught, and calls that end well.
local caught = 0
for i = 1, 100000 do
  local ok, problem = pcall(function()
    if i % 3 == 0 then error({code = i}) end
    if i % 3 == 1 then error("number " .. i, 0) end
    return i
  end)
  if not ok then
    caught = caught + (type(problem) == "table" and problem.code % 10 or #problem)
  end
end
print(caught, select(2, pcall(error)), (select(2, pcall(function() return nil + 1 end))))
