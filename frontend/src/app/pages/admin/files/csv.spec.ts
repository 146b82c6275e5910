import { deskFileOf } from '../../../shared/files/files.test-support';
import { csvOf } from './csv';

describe('the table of files for spreadsheets', () => {
  it('has a line for each file, with what would break it or run in it made harmless', () => {
    const text = csvOf([deskFileOf({ name: '=HYPERLINK("x"),1.webp', owner: null, course: null, uses: [] })]);
    const [head, row, end] = text.split('\r\n');
    expect(head).toBe('\uFEFFid,name,purpose,type,size,state,storage,owner,course,uses,uploaded,sha256');
    expect(row).toContain(`,"'=HYPERLINK(""x""),1.webp",image,image/webp,2097152,stored,local,,,,`);
    expect(end).toBe('');
  });
});
