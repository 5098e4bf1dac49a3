// A program that cannot run.
console.error('hỏng ngay khi chạy');
process.exit(3);
